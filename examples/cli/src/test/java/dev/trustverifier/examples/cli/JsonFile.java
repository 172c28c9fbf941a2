package dev.trustverifier.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON, as maps, lists, strings, longs, booleans and nulls: an index of fixtures, or what the command printed. */
record JsonFile(Object value) {

  static JsonFile read(Path path) {
    try (JsonParser parser = new JsonFactory().createParser(path.toFile())) {
      parser.nextToken();
      return new JsonFile(value(parser));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one JSON value and nothing after it. */
  static JsonFile parse(String text) {
    try (JsonParser parser = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).createParser(text)) {
      parser.nextToken();
      JsonFile file = new JsonFile(value(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one value: " + text);
      }
      return file;
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield elements;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  JsonFile get(String name) {
    return new JsonFile(members().get(name));
  }

  boolean has(String name) {
    return members().get(name) != null;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> members() {
    return (Map<String, Object>) value;
  }

  List<JsonFile> elements() {
    return value == null ? List.of() : ((List<?>) value).stream().map(v -> new JsonFile(v)).toList();
  }

  List<String> texts() {
    return elements().stream().map(JsonFile::text).toList();
  }

  String text() {
    return (String) value;
  }

  long number() {
    return (Long) value;
  }
}
