package dev.trustverifier.examples.webhook.settings;

import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonText;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.examples.yaml.YamlText;
import dev.trustverifier.tuf.config.PolicyFile;
import dev.trustverifier.tuf.config.PolicyFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Splits the file of a gate into what the library reads and what the gate itself does. */
final class GateFileReader {
  private static final int LONGEST = 1024 * 1024;
  private static final String SECTION = "webhook";

  private final Path file;
  private final Path folder;

  GateFileReader(Path file) {
    this.file = file;
    this.folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
  }

  GateFile read() {
    try {
      YamlText.Converted yaml = YamlText.convert(content());
      return read(yaml);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private byte[] content() {
    try (InputStream input = Files.newInputStream(file)) {
      byte[] content = input.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new IllegalArgumentException("longer than " + LONGEST + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read", e);
    }
  }

  private GateFile read(YamlText.Converted yaml) {
    try {
      JsonValue document = JsonDocument.read(yaml.json());
      JsonValue section = document.get(SECTION);
      Map<String, Object> whole = new LinkedHashMap<>(document.members());
      whole.remove(SECTION);
      Settings settings = new SettingsReader(section).read(Settings.STRICT, Set.of("namespaces"));
      Scope everywhere = new Scope(List.of(), settings, policy(whole, ""));
      List<Scope> namespaces = new ArrayList<>();
      for (JsonValue entry : section.get("namespaces").elements()) {
        namespaces.add(scope(entry, everywhere, whole));
      }
      requireDistinct(section, namespaces);
      return new GateFile(everywhere, namespaces, new NamedFiles(file, folder).of(document));
    } catch (MalformedJson e) {
      throw new IllegalArgumentException(at(yaml, e.path()) + e.getMessage(), e);
    } catch (PolicyFault e) {
      throw new IllegalArgumentException(at(yaml, e.path) + e.getMessage(), e);
    }
  }

  private static String at(YamlText.Converted yaml, String path) {
    String place = yaml.places().get(path);
    return place == null ? "" : place + ": ";
  }

  private Scope scope(JsonValue entry, Scope everywhere, Map<String, Object> whole) throws MalformedJson {
    List<NamespacePattern> names = new ArrayList<>();
    for (JsonValue name : entry.get("names").elements()) {
      try {
        names.add(new NamespacePattern(name.requiredText()));
      } catch (IllegalArgumentException e) {
        throw new MalformedJson(name.path(), "is " + e.getMessage());
      }
    }
    if (names.isEmpty()) {
      throw new MalformedJson(entry.path(), "has no names");
    }
    Settings settings = new SettingsReader(entry).read(everywhere.settings(), Set.of("names", "rules"));
    if (entry.get("rules").isMissing()) {
      return new Scope(names, settings, everywhere.policy());
    }
    Map<String, Object> own = new LinkedHashMap<>(whole);
    own.put("rules", entry.members().get("rules"));
    return new Scope(names, settings, policy(own, entry.path() + "."));
  }

  private static void requireDistinct(JsonValue section, List<Scope> scopes) throws MalformedJson {
    List<NamespacePattern> all = scopes.stream().flatMap(scope -> scope.names().stream()).toList();
    if (Set.copyOf(all).size() < all.size()) {
      throw new MalformedJson(section.path() + ".namespaces", "names a namespace twice");
    }
  }

  private PolicyFile policy(Map<String, Object> members, String prefix) {
    byte[] json = JsonText.object(
        out -> {
          for (Map.Entry<String, Object> member : members.entrySet()) {
            out.writeFieldName(member.getKey());
            JsonValue.write(out, member.getValue());
          }
        });
    try {
      PolicyFile policy = PolicyFile.parse(json, folder);
      if (policy.sources().entries().isEmpty()) {
        throw new PolicyFault("sources", "sources are missing: nobody could be asked");
      }
      return policy;
    } catch (PolicyFileException e) {
      String path = (e.path().startsWith("rules") ? prefix : "") + e.path();
      throw new PolicyFault(path, (path.isEmpty() ? "" : path + ": ") + e.reason());
    }
  }

  /** What the library finds wrong, and where that stands in the whole file. */
  private static final class PolicyFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String path;

    PolicyFault(String path, String message) {
      super(message);
      this.path = path;
    }
  }
}
