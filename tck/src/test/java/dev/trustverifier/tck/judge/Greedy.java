package dev.trustverifier.tck.judge;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.Ingredients;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks for more than it hands on, and leaves what it asks open.
 *
 * @param source what it asks
 * @param limit how many bytes it asks for
 * @param times how often
 */
record Greedy(MetadataSource source, BiFunction<MetadataName, Long, Long> limit, int times) implements MetadataSource {
  private static final int OFTEN = 17;
  private static final long MUCH = 1 << 20;

  static Function<Ingredients, TrustVerifier> withoutALimit() {
    return asking((name, right) -> Long.MAX_VALUE, 1);
  }

  static Function<Ingredients, TrustVerifier> beyondWhatIsListed() {
    return asking((name, right) -> name instanceof MetadataName.Hashed ? MUCH : right, 1);
  }

  static Function<Ingredients, TrustVerifier> timeAndAgain() {
    return asking((name, right) -> right, OFTEN);
  }

  static Function<Ingredients, TrustVerifier> leavingOpen() {
    return asking((name, right) -> right, 1);
  }

  private static Function<Ingredients, TrustVerifier> asking(BiFunction<MetadataName, Long, Long> limit, int times) {
    return with -> new PlainVerifier(Conduct.right(),
        new Ingredients(new Greedy(with.source(), limit, times), with.policy(), with.memory(), with.clock()));
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long right, Deadline deadline) {
    Fetched answer = new Fetched.Absent();
    for (int i = 0; i < times; i++) {
      answer = source.fetch(gun, name, limit.apply(name, right), deadline);
    }
    return answer instanceof Fetched.Found found && found.content().length > right ? new Fetched.TooLarge() : answer;
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }
}
