package dev.trustverifier.examples.webhook.settings;

import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads how namespaces are treated.
 *
 * @param section what is written about them
 */
record SettingsReader(JsonValue section) {
  private static final Map<String, Demand> SWITCHES =
      Map.of("requireDigest", Demand.REQUIRE_DIGEST, "ownerApproval", Demand.OWNER_APPROVAL);
  private static final Set<String> MEMBERS = Set.of("mode", "onUndecided", "breakGlass");
  private static final Pattern ANNOTATION =
      Pattern.compile("([a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

  /** What is written, and for what is not, what holds otherwise. */
  Settings read(Settings otherwise, Set<String> others) throws MalformedJson {
    requireKnown(others);
    return new Settings(
        word(section.get("mode"), Mode.class).orElse(otherwise.mode()),
        word(section.get("onUndecided"), OnUndecided.class).orElse(otherwise.onUndecided()),
        demands(otherwise.demands()),
        section.get("breakGlass").isMissing() ? otherwise.breakGlass() : breakGlass(section.get("breakGlass")));
  }

  private void requireKnown(Set<String> others) throws MalformedJson {
    Set<String> known = new HashSet<>(MEMBERS);
    known.addAll(SWITCHES.keySet());
    known.addAll(others);
    requireOnly(section, known);
  }

  private static void requireOnly(JsonValue object, Set<String> known) throws MalformedJson {
    for (String name : object.members().keySet()) {
      if (!known.contains(name)) {
        throw new MalformedJson(object.get(name).path(), "is not known here; there are " + sorted(known));
      }
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static <E extends Enum<E>> Optional<E> word(JsonValue value, Class<E> words) throws MalformedJson {
    if (value.isMissing()) {
      return Optional.empty();
    }
    String text = value.requiredText();
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(word);
      }
    }
    throw new MalformedJson(value.path(), "is none of "
        + Arrays.stream(words.getEnumConstants()).map(word -> word.name().toLowerCase(Locale.ROOT)).toList());
  }

  private Set<Demand> demands(Set<Demand> otherwise) throws MalformedJson {
    Set<Demand> demands = EnumSet.noneOf(Demand.class);
    for (Map.Entry<String, Demand> known : SWITCHES.entrySet()) {
      JsonValue written = section.get(known.getKey());
      if (written.isMissing() ? otherwise.contains(known.getValue()) : written.isTrue()) {
        demands.add(known.getValue());
      }
    }
    return demands;
  }

  private static Optional<String> breakGlass(JsonValue value) throws MalformedJson {
    requireOnly(value, Set.of("annotation"));
    String annotation = value.get("annotation").requiredText();
    if (!ANNOTATION.matcher(annotation).matches()) {
      throw new MalformedJson(value.get("annotation").path(), "is not the name of an annotation");
    }
    return Optional.of(annotation);
  }
}
