package dev.trustverifier.tuf.wire;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.trustverifier.tuf.wire.MemberPath.Element;
import dev.trustverifier.tuf.wire.MemberPath.Member;
import dev.trustverifier.tuf.wire.MemberPath.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds where in a text a value stands. The tree does not remember: it is asked for once, when something is wrong.
 *
 * @param text what was read before
 */
record SecondLook(byte[] text) {

  /** Where a member's name stands, or an element. */
  Place at(MemberPath path) {
    try (JsonParser parser = JsonReader.again(text)) {
      return place(path, locate(parser, path));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory what could be read before", e);
    }
  }

  /** Where in an object the first name stands that was there before. */
  Place atDuplicateIn(MemberPath object) {
    try (JsonParser parser = JsonReader.again(text)) {
      JsonLocation start = locate(parser, object);
      Set<String> seen = new HashSet<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (!seen.add(parser.currentName())) {
          return place(object.to(new Member(parser.currentName())), parser.currentTokenLocation());
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return place(object, start);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory what could be read before", e);
    }
  }

  /** Leaves the parser at the first token of the value. */
  private static JsonLocation locate(JsonParser parser, MemberPath path) throws IOException {
    parser.nextToken();
    JsonLocation found = parser.currentTokenLocation();
    for (Step step : path.steps()) {
      found = step instanceof Element element ? element(parser, element.index()) : member(parser, (Member) step);
    }
    return found;
  }

  private static JsonLocation element(JsonParser parser, int index) throws IOException {
    parser.nextToken();
    for (int i = 0; i < index; i++) {
      parser.skipChildren();
      parser.nextToken();
    }
    return parser.currentTokenLocation();
  }

  private static JsonLocation member(JsonParser parser, Member member) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME && !parser.currentName().equals(member.name())) {
      parser.nextToken();
      parser.skipChildren();
    }
    JsonLocation found = parser.currentTokenLocation();
    parser.nextToken();
    return found;
  }

  private static Place place(MemberPath path, JsonLocation at) {
    return new Place(path, at.getLineNr(), at.getColumnNr());
  }
}
