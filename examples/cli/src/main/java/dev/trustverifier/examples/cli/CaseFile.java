package dev.trustverifier.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.trustverifier.ImageReference;
import dev.trustverifier.SpecRule;
import dev.trustverifier.examples.yaml.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code policy test} is to find: images and expected verdicts, from a list in JSON or YAML.
 *
 * @param cases one or more
 */
record CaseFile(List<PolicyCase> cases) {

  /** Throws IllegalArgumentException with file, place and reason in one line. */
  static CaseFile read(Path file) {
    boolean yaml = PolicyText.isYaml(file);
    YamlText.Converted text = yaml
        ? PolicyText.yaml(file)
        : new YamlText.Converted(new InputFile(file).read(InputFile.LONGEST_SETTINGS), Map.of());
    try (JsonParser parser = new JsonFactory().createParser(text.json())) {
      return new CaseFile(new Reader(parser, text.places()).cases());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": " + place(e.getLocation()) + ": " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  /** Reads the list. */
  private record Reader(JsonParser parser, Map<String, String> places) {
    private static final Set<String> MEMBERS = Set.of("image", "verdict", "rule");

    List<PolicyCase> cases() throws IOException {
      List<PolicyCase> cases = new ArrayList<>();
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException(where("") + "this has to be a list of cases");
      }
      String start = where("");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String path = "[" + cases.size() + "]";
        String where = where(path);
        cases.add(policyCase(members(path), where));
      }
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(where("") + "something stands after the list");
      }
      if (cases.isEmpty()) {
        throw new IllegalArgumentException(start + "there is no case");
      }
      return cases;
    }

    private Map<String, Member> members(String path) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(where(path) + "a case is an object with image, verdict and perhaps rule");
      }
      Map<String, Member> members = new HashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        String where = where(path + "." + name);
        if (!MEMBERS.contains(name)) {
          throw new IllegalArgumentException(where + "no such member is known here, only image, rule, verdict");
        }
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          throw new IllegalArgumentException(where + "this has to be a text in quotes");
        }
        if (members.put(name, new Member(parser.getText(), where)) != null) {
          throw new IllegalArgumentException(where + "this member is given twice");
        }
      }
      return members;
    }

    private static PolicyCase policyCase(Map<String, Member> members, String where) {
      Member image = members.get("image");
      Member verdict = members.get("verdict");
      if (image == null || verdict == null) {
        String missing = image == null ? "image" : "verdict";
        throw new IllegalArgumentException(where + "the member " + missing + " is missing");
      }
      VerdictWord word = verdict.as(VerdictWord::labelled);
      ImageReference reference = image.as(ImageReference::parse);
      Optional<Member> rule = Optional.ofNullable(members.get("rule"));
      Function<String, PolicyCase> parser =
          id -> new PolicyCase(image.text(), reference, word, rule.map(member -> rule(id)));
      return rule.isPresent() ? rule.get().as(parser) : parser.apply("");
    }

    private static SpecRule rule(String id) {
      return Arrays.stream(SpecRule.values())
          .filter(rule -> rule.id().equals(id))
          .findAny()
          .orElseThrow(() -> new IllegalArgumentException("there is no rule of this id"));
    }

    /** Where the parser is, to begin a complaint with. */
    private String where(String path) {
      String place = places.getOrDefault(path, place(parser.currentTokenLocation()));
      return place + ": " + (path.isEmpty() ? "" : path + ": ");
    }

    /**
     * A member of a case.
     *
     * @param text its value
     * @param where to begin a complaint with
     */
    private record Member(String text, String where) {
      <T> T as(Function<String, T> parser) {
        try {
          return parser.apply(text);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(where + e.getMessage(), e);
        }
      }
    }
  }

  private static String place(JsonLocation at) {
    return "line " + at.getLineNr() + " column " + at.getColumnNr();
  }

  /** Reads the file that a parameter names. */
  static final class Converter implements ITypeConverter<CaseFile> {
    Converter() {}

    @Override
    public CaseFile convert(String name) {
      try {
        return read(InputFile.path(name));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
