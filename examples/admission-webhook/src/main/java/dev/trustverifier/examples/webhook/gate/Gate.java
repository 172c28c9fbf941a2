package dev.trustverifier.examples.webhook.gate;

import dev.trustverifier.examples.webhook.settings.GateFile;
import dev.trustverifier.memory.TrustMemory;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Judges images by the policy that is in force, which may change at any time: a review that has begun under one policy
 * ends under it. Safe for use by several threads.
 */
public final class Gate implements AutoCloseable {
  private final TrustMemory memory;
  private final Means means;
  private final AtomicReference<PolicyInForce> inForce;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * What a gate may use.
   *
   * @param clock the clock that expiries are compared with
   * @param cacheBytes about how many bytes of memory proven collections may take to be kept, those of all rules together
   */
  public record Means(InstantSource clock, long cacheBytes) {
    /** Checks that there is a clock. */
    public Means {
      Objects.requireNonNull(clock);
    }

    /** What each has where several share these. */
    Means among(int sharers) {
      return new Means(clock, cacheBytes / sharers);
    }
  }

  private Gate(TrustMemory memory, Means means, PolicyInForce first) {
    this.memory = memory;
    this.means = means;
    this.inForce = new AtomicReference<>(first);
  }

  /**
   * A gate with its first policy.
   *
   * @param file the policy
   * @param memory what keeps the last trusted states; it stays open when this is closed
   * @param means what else there is
   * @return the gate
   * @throws IllegalArgumentException if a source of the policy cannot be opened
   */
  public static Gate of(GateFile file, TrustMemory memory, Means means) {
    return new Gate(memory, means, PolicyInForce.of(file, memory, means));
  }

  /**
   * Puts another policy in force.
   *
   * @param file the policy
   * @throws IllegalArgumentException if a source of it cannot be opened; then nothing has changed
   */
  public void replace(GateFile file) {
    inForce.getAndSet(PolicyInForce.of(file, memory, means)).leave();
  }

  /**
   * Does something under the policy that is in force now, which stays usable until it is done.
   *
   * @param work what to do
   * @param <T> what comes of it
   * @return what came of it
   * @throws IllegalStateException if this is closed
   */
  public <T> CompletionStage<T> with(Function<PolicyInForce, CompletionStage<T>> work) {
    PolicyInForce policy = enter();
    try {
      return work.apply(policy).whenComplete((done, fault) -> policy.leave());
    } catch (RuntimeException | Error e) {
      policy.leave();
      throw e;
    }
  }

  private PolicyInForce enter() {
    while (true) {
      PolicyInForce policy = inForce.get();
      if (policy.enter()) {
        return policy;
      }
      if (policy == inForce.get()) {
        throw new IllegalStateException("this gate is closed");
      }
    }
  }

  /** Closes what judges, as soon as the reviews that go on have ended. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      inForce.get().leave();
    }
  }
}
