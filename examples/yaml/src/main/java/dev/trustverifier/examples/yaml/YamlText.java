package dev.trustverifier.examples.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Makes YAML into the JSON that it stands for. Only what JSON has too is taken: no anchors and aliases, no tags, one
 * document, and a name once in a mapping.
 */
public final class YamlText {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern NULL = Pattern.compile("|~|null");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
  private static final int DEEPEST = 100;
  private static final int LONGEST_NAME = 100;

  private final Iterator<Event> events;
  private final JsonGenerator json;
  private final Map<String, String> places = new HashMap<>();

  private YamlText(Iterator<Event> events, JsonGenerator json) {
    this.events = events;
    this.json = json;
  }

  /**
   * What became of it.
   *
   * @param json the text
   * @param places line and column in the YAML, by path in the JSON such as {@code rules[1].images}
   */
  public record Converted(byte[] json, Map<String, String> places) {
    /** Copies the places. */
    public Converted {
      places = Map.copyOf(places);
    }
  }

  /**
   * Makes one document into JSON.
   *
   * @param yaml the document in UTF-8
   * @return the same as JSON, and where each of its values stands
   * @throws IllegalArgumentException if it is no such document; the message is one line with the place and the reason
   */
  public static Converted convert(byte[] yaml) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(yaml)).toString();
      LoadSettings settings = LoadSettings.builder().build();
      YamlText reader = new YamlText(new ParserImpl(settings, new StreamReader(settings, text)), json);
      reader.document();
      json.flush();
      return new Converted(bytes.toByteArray(), reader.places);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not UTF-8", e);
    } catch (MarkedYamlEngineException e) {
      throw fault(e.getProblemMark(), "", e.getProblem());
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("no YAML: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private void document() throws IOException {
    events.next(); // the stream's start
    Event start = events.next();
    if (start.getEventId() == Event.ID.StreamEnd) {
      throw fault(start.getStartMark(), "", "it is empty");
    }
    value(events.next(), "", 1);
    events.next(); // the document's end
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw fault(end.getStartMark(), "", "a second document begins");
    }
  }

  private void value(Event event, String path, int depth) throws IOException {
    places.putIfAbsent(path, place(event.getStartMark()));
    if (depth > DEEPEST) {
      throw fault(event.getStartMark(), path, "values nest deeper than " + DEEPEST + " levels");
    }
    requirePlain(event, path);
    if (event instanceof MappingStartEvent) {
      mapping(path, depth);
    } else if (event instanceof SequenceStartEvent) {
      sequence(path, depth);
    } else {
      scalar((ScalarEvent) event);
    }
  }

  private static void requirePlain(Event event, String path) {
    if (event.getEventId() == Event.ID.Alias || event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw fault(event.getStartMark(), path, "anchors and aliases are not taken: write it out");
    }
    boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
        || event instanceof MappingStartEvent mapping && mapping.getTag().isPresent()
        || event instanceof SequenceStartEvent sequence && sequence.getTag().isPresent();
    if (tagged) {
      throw fault(event.getStartMark(), path, "tags are not taken");
    }
  }

  private void mapping(String path, int depth) throws IOException {
    Set<String> names = new HashSet<>();
    json.writeStartObject();
    for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      requirePlain(key, path);
      if (!(key instanceof ScalarEvent scalar)) {
        throw fault(key.getStartMark(), path, "a name has to be a text");
      }
      String name = scalar.getValue();
      if (name.length() > LONGEST_NAME) {
        throw fault(key.getStartMark(), path, "a name is longer than " + LONGEST_NAME + " characters");
      }
      boolean word = WORD.matcher(name).matches();
      String member = path + (word ? (path.isEmpty() ? "" : ".") + name : "[\"" + name + "\"]");
      if (!names.add(name)) {
        throw fault(key.getStartMark(), member, "this member is given twice");
      }
      places.put(member, place(key.getStartMark()));
      json.writeFieldName(name);
      value(events.next(), member, depth + 1);
    }
    json.writeEndObject();
  }

  private void sequence(String path, int depth) throws IOException {
    json.writeStartArray();
    int index = 0;
    for (Event element = events.next(); element.getEventId() != Event.ID.SequenceEnd; element = events.next()) {
      value(element, path + "[" + index++ + "]", depth + 1);
    }
    json.writeEndArray();
  }

  private void scalar(ScalarEvent scalar) throws IOException {
    String text = scalar.getValue();
    if (scalar.isPlain() && NULL.matcher(text).matches()) {
      json.writeNull();
    } else if (scalar.isPlain() && (text.equals("true") || text.equals("false"))) {
      json.writeBoolean(Boolean.parseBoolean(text));
    } else if (scalar.isPlain() && NUMBER.matcher(text).matches()) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }

  private static String place(Optional<Mark> mark) {
    return mark.map(at -> "line " + (at.getLine() + 1) + " column " + (at.getColumn() + 1)).orElse("unknown place");
  }

  private static IllegalArgumentException fault(Optional<Mark> mark, String path, String what) {
    return new IllegalArgumentException(place(mark) + ": " + (path.isEmpty() ? "" : path + ": ") + what);
  }
}
