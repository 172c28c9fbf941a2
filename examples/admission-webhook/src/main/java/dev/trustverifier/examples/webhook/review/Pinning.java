package dev.trustverifier.examples.webhook.review;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonText;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the proven digest behind every tag that is trusted, and keeps what was written there before. Where there is a
 * digest already nothing is changed: doing it again changes nothing.
 *
 * @param workload the object to change
 * @param whole whether annotations can be changed too, which is not so in a subresource
 */
record Pinning(Workload workload, boolean whole) {
  /** Where what was written before is kept: an object of images by container, or by {@code volume/} and volume. */
  static final String ANNOTATION = "trustverifier.dev/original-images";

  private static final String POINTER = "/metadata/annotations";

  /** The patch; empty if there is nothing to change. */
  Optional<byte[]> patch(Map<String, Judged> judged) throws MalformedJson {
    Map<ImageSite, String> pins = new LinkedHashMap<>();
    for (ImageSite site : workload.sites()) {
      Optional.ofNullable(judged.get(site.image())).flatMap(Pinning::pin).ifPresent(pin -> pins.put(site, pin));
    }
    if (pins.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> originals = originals(pins);
    boolean annotated = !workload.annotations().isMissing();
    byte[] document = JsonText.object(
        json -> {
          json.writeArrayFieldStart("patch");
          for (Map.Entry<ImageSite, String> pin : pins.entrySet()) {
            operation(json, "replace", pin.getKey().pointer());
            json.writeStringField("value", pin.getValue());
            json.writeEndObject();
          }
          if (whole) {
            annotate(json, originals, annotated);
          }
          json.writeEndArray();
        });
    return Optional.of(array(document));
  }

  /** What is within {@code {"patch":…}}. */
  private static byte[] array(byte[] document) {
    int start = "{\"patch\":".length();
    return Arrays.copyOfRange(document, start, document.length - 1);
  }

  private static Optional<String> pin(Judged image) {
    boolean tagged = image.reference().stream().anyMatch(reference -> reference.digest().isEmpty());
    return tagged && image.verdict() instanceof Verdict.Trusted trusted
        ? Optional.of(trusted.image().pinnedReference())
        : Optional.empty();
  }

  private Map<String, Object> originals(Map<ImageSite, String> pins) throws MalformedJson {
    Map<String, Object> originals = new LinkedHashMap<>(kept());
    pins.keySet().forEach(site -> originals.put(site.label(), site.image()));
    return originals;
  }

  /** What an earlier change kept; what others wrote there in another shape is not ours to keep. */
  private Map<String, Object> kept() throws MalformedJson {
    Optional<String> text = workload.annotations().get(ANNOTATION).text();
    Set<String> labels = workload.sites().stream().map(ImageSite::label).collect(Collectors.toSet());
    Map<String, Object> kept = new LinkedHashMap<>();
    try {
      JsonValue earlier = JsonDocument.read(
          text.orElse("{}").getBytes(StandardCharsets.UTF_8), (parent, name) -> labels.contains(name));
      for (String label : new ArrayList<>(earlier.members().keySet())) {
        if (earlier.get(label).text().isPresent()) {
          kept.put(label, earlier.get(label).text().get());
        }
      }
      return kept;
    } catch (MalformedJson e) {
      return Map.of();
    }
  }

  private static void annotate(JsonGenerator json, Map<String, Object> originals, boolean annotated)
      throws IOException {
    byte[] text = JsonText.object(
        out -> {
          for (Map.Entry<String, Object> original : originals.entrySet()) {
            out.writeFieldName(original.getKey());
            JsonValue.write(out, original.getValue());
          }
        });
    String value = new String(text, StandardCharsets.UTF_8);
    operation(json, "add", annotated ? POINTER + "/" + ANNOTATION.replace("/", "~1") : POINTER);
    if (annotated) {
      json.writeStringField("value", value);
    } else {
      json.writeObjectFieldStart("value");
      json.writeStringField(ANNOTATION, value);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void operation(JsonGenerator json, String name, String pointer) throws IOException {
    json.writeStartObject();
    json.writeStringField("op", name);
    json.writeStringField("path", pointer);
  }
}
