package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Deliberately wrong ways to answer. */
enum WrongAnswer {
  THROWS_WHERE_A_FILE_IS_EMPTY(asked -> {
    if (asked.rightAnswer() instanceof Fetched.Found found && found.content().length == 0) {
      throw new IllegalStateException("empty");
    }
    return asked.rightAnswer();
  }),
  NULL_FOR_ABSENT(asked -> asked.rightAnswer() instanceof Fetched.Absent ? null : asked.rightAnswer()),
  FAILED_FOR_ABSENT(asked -> asked.rightAnswer() instanceof Fetched.Absent
      ? FolderOfBytes.failed(Outage.Kind.PROTOCOL)
      : asked.rightAnswer()),
  SWAPS_TWO_ROLES(asked -> asked.called(swapped(asked.name())).rightAnswer()),
  DECODES_TEXT(asked -> asked.rightAnswer() instanceof Fetched.Found found
      ? new Fetched.Found(decoded(found.content()))
      : asked.rightAnswer()),
  CURRENT_FILE_FOR_AN_UNKNOWN_HASH(asked -> asked.name() instanceof MetadataName.Hashed
      ? currentIfAbsent(asked)
      : asked.rightAnswer()),
  CURRENT_FILE_FOR_AN_UNKNOWN_VERSION(asked -> asked.name() instanceof MetadataName.Versioned
      ? currentIfAbsent(asked)
      : asked.rightAnswer()),
  SOME_COLLECTION_FOR_AN_UNKNOWN_ONE(asked -> asked.folder().knows(asked.gun())
      ? asked.rightAnswer()
      : asked.about(Publication.GUN).rightAnswer()),
  IGNORES_THE_LIMIT(asked -> asked.upTo(Long.MAX_VALUE).rightAnswer()),
  TAKES_ZERO_FOR_NO_LIMIT(asked -> asked.upTo(asked.limit() == 0 ? Long.MAX_VALUE : asked.limit()).rightAnswer()),
  CUTS_AT_THE_LIMIT(asked -> asked.upTo(Long.MAX_VALUE).rightAnswer() instanceof Fetched.Found found
      ? new Fetched.Found(Arrays.copyOf(found.content(), (int) Math.min(asked.limit(), found.content().length)))
      : asked.rightAnswer()),
  ONE_BYTE_SHORT_OF_THE_LIMIT(asked -> asked.upTo(asked.limit() - 1).rightAnswer()),
  TAKES_A_LIMIT_FOR_AN_INT(asked -> asked.upTo((int) asked.limit()).rightAnswer()),
  FOLDS_NAMES(asked ->
      asked.about(new Gun(asked.gun().value().toLowerCase(Locale.ROOT))).rightAnswer()),
  LOOKS_FOR_A_HASH_ALONE(asked -> asked.name() instanceof MetadataName.Hashed hashed
      ? asked.called(new MetadataName.Hashed(RoleName.TARGETS, hashed.digest())).rightAnswer()
          instanceof Fetched.Found found ? found : asked.rightAnswer()
      : asked.rightAnswer()),
  IGNORES_THE_DEADLINE(asked -> asked.before(Deadline.after(Duration.ofDays(1))).rightAnswer()),
  IGNORES_INTERRUPTS(asked -> {
    boolean interrupted = Thread.interrupted();
    Fetched answer = asked.rightAnswer();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }),
  SWALLOWS_INTERRUPTS(asked -> {
    Fetched answer = asked.rightAnswer();
    Thread.interrupted();
    return answer;
  });

  private final Function<Question, Fetched> answer;

  WrongAnswer(Function<Question, Fetched> answer) {
    this.answer = answer;
  }

  FolderOfBytes source(Map<PublishedFile, byte[]> files) {
    return new FolderOfBytes(files) {
      @Override
      Fetched answer(Question asked) {
        return answer.apply(asked);
      }
    };
  }

  private static MetadataName swapped(MetadataName name) {
    Map<RoleName, RoleName> other = Map.of(RoleName.TIMESTAMP, RoleName.ROOT, RoleName.ROOT, RoleName.TIMESTAMP);
    return name instanceof MetadataName.Current && other.containsKey(name.role())
        ? new MetadataName.Current(other.get(name.role()))
        : name;
  }

  private static byte[] decoded(byte[] content) {
    return new String(content, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
  }

  private static Fetched currentIfAbsent(Question asked) {
    Fetched answer = asked.rightAnswer();
    return answer instanceof Fetched.Absent
        ? asked.called(new MetadataName.Current(asked.name().role())).rightAnswer()
        : answer;
  }
}
