package dev.trustverifier.examples.webhook.settings;

import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which files a policy rests on: whoever changes one changes the policy.
 *
 * @param file the policy
 * @param folder that paths in it start from
 */
record NamedFiles(Path file, Path folder) {

  Set<Path> of(JsonValue document) throws MalformedJson {
    Set<Path> files = new HashSet<>(Set.of(file));
    ofRules(document.get("rules"), files);
    for (JsonValue entry : document.get("webhook").get("namespaces").elements()) {
      ofRules(entry.get("rules"), files);
    }
    for (JsonValue source : document.get("sources").elements()) {
      add(source.get("ca").text(), files);
    }
    return files;
  }

  private void ofRules(JsonValue rules, Set<Path> files) throws MalformedJson {
    for (JsonValue rule : rules.elements()) {
      JsonValue pins = rule.get("pins");
      for (JsonValue pin : isWord(pins) ? List.<JsonValue>of() : pins.elements()) {
        add(pin.get("root").text(), files);
        add(pin.get("certificateAuthority").text(), files);
      }
    }
  }

  /** Trust on first use is a word where others have a list. */
  private static boolean isWord(JsonValue pins) {
    try {
      return pins.text().isPresent();
    } catch (MalformedJson e) {
      return false;
    }
  }

  private void add(Optional<String> name, Set<Path> files) {
    name.ifPresent(text -> files.add(folder.resolve(text)));
  }
}
