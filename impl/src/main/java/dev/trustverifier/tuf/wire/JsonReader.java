package dev.trustverifier.tuf.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.trustverifier.SpecRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a JSON text as strictly as one can: the bare grammar, valid UTF-8, no lone surrogates, no member twice, no
 * number that a double would bend, no more than {@value #DEEPEST} levels, nothing after it.
 */
final class JsonReader {
  static final int DEEPEST = 1000;

  private static final long INEXACT = 1L << 53;
  private static final int LONGEST_INTEGER = "-9007199254740992".length();

  // Names of tags hardly recur: canonicalizing them costs three times the parsing.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST + 1)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final boolean mayHoldLoneSurrogates;

  private JsonReader(JsonParser parser, boolean mayHoldLoneSurrogates) {
    this.parser = parser;
    this.mayHoldLoneSurrogates = mayHoldLoneSurrogates;
  }

  /** Reads the whole of {@code content} as one value. */
  static JsonValue read(byte[] content) throws JsonFault {
    CharBuffer text = decode(content);
    if (text.hasRemaining() && text.get(0) == '\uFEFF') {
      throw new JsonFault(SpecRule.STRICT_JSON, "a byte order mark stands before the JSON");
    }
    try (JsonParser parser = parser(text)) {
      JsonReader reader = new JsonReader(parser, holds(content, '\\'));
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonFault(SpecRule.STRICT_JSON, "it is empty");
      }
      JsonValue value = reader.value(first, 1);
      if (parser.nextToken() != null) {
        throw reader.fault(SpecRule.STRICT_JSON, "something stands after the JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonFault(SpecRule.STRICT_JSON, e.getOriginalMessage(), place(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** A parser over the same text by the same grammar, for looking again at what was read already. */
  static JsonParser again(byte[] content) throws IOException {
    return parser(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(content)));
  }

  private static JsonParser parser(CharBuffer text) throws IOException {
    return FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining());
  }

  private static CharBuffer decode(byte[] content) throws JsonFault {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content));
    } catch (CharacterCodingException e) {
      throw new JsonFault(SpecRule.STRICT_JSON, "it is not UTF-8");
    }
  }

  private JsonValue value(JsonToken token, int depth) throws IOException, JsonFault {
    return switch (token) {
      case START_OBJECT -> members(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> new JsonValue.Text(sound(parser.getText()));
      case VALUE_NUMBER_INT -> integer();
      case VALUE_TRUE -> JsonValue.Literal.TRUE;
      case VALUE_FALSE -> JsonValue.Literal.FALSE;
      case VALUE_NULL -> JsonValue.Literal.NULL;
      default -> throw fault(SpecRule.EXACT_NUMBERS, "the number " + parser.getText() + " is no plain integer");
    };
  }

  private JsonValue array(int depth) throws IOException, JsonFault {
    enter(depth);
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      elements.add(value(token, depth + 1));
    }
    return new JsonValue.Array(List.copyOf(elements));
  }

  private JsonValue members(int depth) throws IOException, JsonFault {
    enter(depth);
    MembersBuilder members = new MembersBuilder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = sound(parser.currentName());
      members.add(name, value(parser.nextToken(), depth + 1));
    }
    try {
      return members.build();
    } catch (JsonFault fault) {
      throw fault(fault.rule(), fault.getMessage() + ", in the object that ends");
    }
  }

  private void enter(int depth) throws JsonFault {
    if (depth > DEEPEST) {
      throw fault(SpecRule.NESTING_BOUNDED, "values nest deeper than " + DEEPEST + " levels");
    }
  }

  private JsonValue integer() throws IOException, JsonFault {
    if (parser.getTextLength() <= LONGEST_INTEGER) {
      long value = Long.parseLong(parser.getText());
      if (value > -INEXACT && value < INEXACT) {
        return new JsonValue.Number(value);
      }
    }
    throw fault(SpecRule.EXACT_NUMBERS, "an integer is not below 2^53");
  }

  private String sound(String text) throws JsonFault {
    if (mayHoldLoneSurrogates) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
            throw fault(SpecRule.STRICT_JSON, "a text holds half a surrogate pair");
          }
          i++;
        }
      }
    }
    return text;
  }

  private JsonFault fault(SpecRule rule, String what) {
    return new JsonFault(rule, what, place(parser, parser.currentLocation()));
  }

  private static Place place(JsonProcessingException e) {
    JsonLocation at = Objects.requireNonNullElse(e.getLocation(), JsonLocation.NA);
    return e.getProcessor() instanceof JsonParser parser
        ? place(parser, at)
        : new Place(MemberPath.WHOLE, at.getLineNr(), at.getColumnNr());
  }

  private static Place place(JsonParser parser, JsonLocation at) {
    return new Place(MemberPath.of(parser.getParsingContext()), at.getLineNr(), at.getColumnNr());
  }

  private static boolean holds(byte[] content, char wanted) {
    for (byte b : content) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }
}
