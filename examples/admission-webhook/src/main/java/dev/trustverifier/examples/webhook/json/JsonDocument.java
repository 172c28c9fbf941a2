package dev.trustverifier.examples.webhook.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.trustverifier.examples.webhook.json.JsonValue.JsonArray;
import dev.trustverifier.examples.webhook.json.JsonValue.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document, strictly, and keeps of it what is asked for. A name that is given twice is refused where it
 * is kept: two readers could take it for two things.
 */
public final class JsonDocument {
  /** How many values are kept of what somebody sent; of an object that runs images it is a few for each of them. */
  public static final int MOST_KEPT = 10_000;

  private static final int MOST_VALUES = 100_000;
  private static final JsonFactory FORMAT =
      JsonFactory.builder()
          // Names may be anything that a client writes: they must not stay behind in a table of all names.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100).maxNameLength(1024).maxNumberLength(64).maxStringLength(1024 * 1024).build())
          .build();

  private final JsonParser parser;
  private final BiPredicate<String, String> wanted;
  private final int most;
  private int values;

  private JsonDocument(JsonParser parser, BiPredicate<String, String> wanted, int most) {
    this.parser = parser;
    this.wanted = wanted;
    this.most = most;
  }

  /** Reads a document of the operator's own, with all its members. */
  public static JsonValue read(byte[] utf8) throws MalformedJson {
    return read(utf8, (parent, name) -> true, MOST_VALUES);
  }

  /**
   * Reads what somebody sent, of which no more than {@link #MOST_KEPT} values may be wanted.
   *
   * @param utf8 the document
   * @param wanted which members to keep, by the name that their object has in its own, and their name
   */
  public static JsonValue read(byte[] utf8, BiPredicate<String, String> wanted) throws MalformedJson {
    return read(utf8, wanted, MOST_KEPT);
  }

  private static JsonValue read(byte[] utf8, BiPredicate<String, String> wanted, int most) throws MalformedJson {
    CharBuffer text = text(utf8);
    try (JsonParser parser = FORMAT.createParser(text.array(), text.arrayOffset(), text.length())) {
      JsonDocument document = new JsonDocument(parser, wanted, most);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new MalformedJson("the document is empty");
      }
      JsonValue value = new JsonValue(document.value(first, ""));
      if (parser.nextToken() != null) {
        throw new MalformedJson("the document goes on after its end");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new MalformedJson("the document is deeper, or has longer texts, than anybody needs");
    } catch (IOException e) {
      throw new MalformedJson("the document is not JSON");
    }
  }

  /** Jackson by itself would take other encodings too, and replace what is wrong. */
  private static CharBuffer text(byte[] utf8) throws MalformedJson {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException e) {
      throw new MalformedJson("the document is not UTF-8");
    }
  }

  private @Nullable Object value(JsonToken token, String parent) throws IOException, MalformedJson {
    if (++values > most) {
      throw new MalformedJson("the document has more than " + most + " values");
    }
    return switch (token) {
      case START_OBJECT -> object(parent);
      case START_ARRAY -> array(parent);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
      case VALUE_NUMBER_INT -> new BigInteger(parser.getText());
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> null;
    };
  }

  private JsonObject object(String parent) throws IOException, MalformedJson {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (!wanted.test(parent, name)) {
        parser.skipChildren();
        continue;
      }
      Object value = value(token, name);
      boolean twice = members.containsKey(name);
      members.put(name, value);
      if (twice) {
        throw new MalformedJson("a member is given twice: " + PlainLine.of(name, 60));
      }
    }
    return new JsonObject(members);
  }

  private JsonArray array(String parent) throws IOException, MalformedJson {
    List<Object> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      elements.add(value(token, parent));
    }
    return new JsonArray(elements);
  }
}
