package dev.trustverifier.examples.webhook;

import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonText;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A review that a kube-apiserver 1.20.2 sent.
 *
 * @param name of its file
 * @param path with the query
 * @param body the review
 */
record Fixture(String name, String path, String body) {
  static final Path FOLDER = Path.of("src", "test", "fixtures");

  static List<Fixture> all() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("reviews"))) {
      return files.sorted().map(Fixture::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Fixture named(String start) {
    return all().stream().filter(fixture -> fixture.name().startsWith(start)).findAny().orElseThrow();
  }

  private static Fixture read(Path file) {
    try {
      JsonValue recorded = JsonDocument.read(Files.readAllBytes(file));
      byte[] body = JsonText.object(json -> {
        for (Map.Entry<String, Object> member : members(recorded).entrySet()) {
          json.writeFieldName(member.getKey());
          JsonValue.write(json, member.getValue());
        }
      });
      return new Fixture(
          file.getFileName().toString(), recorded.get("path").requiredText(), new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJson e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  private static Map<String, Object> members(JsonValue recorded) {
    try {
      return recorded.get("body").members();
    } catch (MalformedJson e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
