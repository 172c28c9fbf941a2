package dev.trustverifier.examples.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One JSON array, whole, in UTF-8, with a line feed at its end. */
final class JsonText {
  private static final JsonFactory FORMAT =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private JsonText() {}

  /** Writes the elements. */
  interface Elements {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] array(Elements elements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FORMAT.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.setCharacterEscapes(new VisibleEscapes());
      json.writeStartArray();
      elements.write(json);
      json.writeEndArray();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  static void strings(JsonGenerator json, String name, Iterable<?> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (Object value : values) {
      json.writeString(value.toString());
    }
    json.writeEndArray();
  }
}
