package dev.trustverifier.tuf;

import dev.trustverifier.TrustListener;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link TufTrustVerifier}. At least one source, the policy and the memory have to be given. Not safe for
 * use by several threads at once; used once.
 */
public final class TufTrustVerifierBuilder {
  private final PatternMap.Builder<MetadataSource> sources = PatternMap.builder();
  private @Nullable PatternMap<MetadataSource> built;
  private @Nullable TrustPolicy policy;
  private @Nullable TrustMemory memory;
  private InstantSource clock = InstantSource.system();
  private Limits limits = Limits.defaults();
  private Duration timeout = Duration.ofSeconds(30);
  private @Nullable TrustListener listener;
  private long cacheBytes = 64L * 1024 * 1024;

  TufTrustVerifierBuilder() {}

  /**
   * Where the metadata of all images comes from that no other source is given for.
   *
   * @param source the source; the verifier closes it
   * @return this
   */
  public TufTrustVerifierBuilder source(MetadataSource source) {
    return source("**", source);
  }

  /**
   * Where the metadata of some images comes from. Of several patterns that match, the most specific wins.
   *
   * @param pattern which images, as in {@link dev.trustverifier.policy.ImagePattern#parse}
   * @param source the source; the verifier closes it
   * @return this
   * @throws IllegalArgumentException if the pattern is none
   */
  public TufTrustVerifierBuilder source(String pattern, MetadataSource source) {
    sources.put(pattern, source);
    return this;
  }

  /**
   * Whom to trust for which images. There is no default: no rule, no trust.
   *
   * @param rules the policy
   * @return this
   */
  public TufTrustVerifierBuilder policy(TrustPolicy rules) {
    policy = Objects.requireNonNull(rules);
    return this;
  }

  /**
   * What keeps the last trusted state. There is no default: without a memory an old state looks as good as the new one.
   *
   * @param keeper the memory; {@link TrustMemory#forgetful()} if there is to be none
   * @return this
   */
  public TufTrustVerifierBuilder memory(TrustMemory keeper) {
    memory = Objects.requireNonNull(keeper);
    return this;
  }

  /**
   * The clock that expiries are compared with; read once for a verification. By default the system's.
   *
   * @param instants the clock
   * @return this
   */
  public TufTrustVerifierBuilder clock(InstantSource instants) {
    clock = Objects.requireNonNull(instants);
    return this;
  }

  /**
   * How much a collection may be; by default {@link Limits#defaults()}.
   *
   * @param most the limits
   * @return this
   */
  public TufTrustVerifierBuilder limits(Limits most) {
    limits = Objects.requireNonNull(most);
    return this;
  }

  /**
   * How long a call without a deadline of its own may take; by default 30 seconds.
   *
   * @param most the time
   * @return this
   * @throws IllegalArgumentException if it is not positive
   */
  public TufTrustVerifierBuilder timeout(Duration most) {
    if (most.isNegative() || most.isZero()) {
      throw new IllegalArgumentException("a timeout is positive: " + most);
    }
    timeout = most;
    return this;
  }

  /**
   * How much memory proven collections may take in all to be kept, roughly; by default 64 MiB. Each counts as 8 KiB and
   * the length of its files and of what is read from them, and a little for each image remembered for
   * {@code formerDigests}: somewhat more than was measured, which is 14 KiB for one of 20 tags.
   *
   * @param most the number of bytes; 0 keeps nothing
   * @return this
   * @throws IllegalArgumentException if it is negative
   */
  public TufTrustVerifierBuilder cacheBytes(long most) {
    if (most < 0) {
      throw new IllegalArgumentException("a size is not negative: " + most);
    }
    cacheBytes = most;
    return this;
  }

  /**
   * Whom to tell what the verifier does; by default nobody. Java Flight Recorder is told in any case, where there is
   * one.
   *
   * @param who the listener
   * @return this
   */
  public TufTrustVerifierBuilder listener(TrustListener who) {
    listener = Objects.requireNonNull(who);
    return this;
  }

  /**
   * Makes the verifier.
   *
   * @return the verifier, to be closed after use
   * @throws IllegalStateException if the source, the policy or the memory is missing, or this builder was used before
   * @throws IllegalArgumentException if two sources are equally specific for the same images, or a pinned root is none
   */
  public TufTrustVerifier build() {
    if (built != null) {
      throw new IllegalStateException("this builder has built its verifier");
    }
    PatternMap<MetadataSource> given = sources.build();
    if (given.entries().isEmpty() || policy == null || memory == null) {
      throw new IllegalStateException(
          "a verifier needs a source, a policy and a memory; missing:"
              + (given.entries().isEmpty() ? " source" : "")
              + (policy == null ? " policy" : "")
              + (memory == null ? " memory" : ""));
    }
    PinnedRoots.requireReadable(policy);
    built = given;
    return new TufTrustVerifier(this);
  }

  PatternMap<MetadataSource> sources() {
    return Objects.requireNonNull(built);
  }

  TrustPolicy policy() {
    return Objects.requireNonNull(policy);
  }

  TrustMemory memory() {
    return Objects.requireNonNull(memory);
  }

  InstantSource clock() {
    return clock;
  }

  Limits limits() {
    return limits;
  }

  Duration timeout() {
    return timeout;
  }

  Optional<TrustListener> listener() {
    return Optional.ofNullable(listener);
  }

  long cacheBytes() {
    return cacheBytes;
  }
}
