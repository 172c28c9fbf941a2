package dev.trustverifier.tck;

import static dev.trustverifier.tck.Stage.ALICE;
import static dev.trustverifier.tck.Stage.GUN;

import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What most cases begin and end with, made once for all that begin at the same instant: to make keys and to sign takes
 * most of the time of a case. Each case gets copies. Safe for use by several threads.
 */
final class Scenery {
  private static final AtomicReference<@Nullable Scenery> LAST = new AtomicReference<>();

  private final Instant start;
  private final SimulatedRepository publisher;
  private final SimulatedRepository another;
  private final SimulatedRepository twoReleases;
  private final State firstRelease;
  private final State thirdRelease;
  private @Nullable RoleSigner rsa;
  private @Nullable RoleSigner weakRsa;

  private Scenery(Instant start) {
    this.start = start;
    ManualClock clock = ManualClock.at(start);
    publisher = SimulatedRepository.of(GUN, clock);
    another = SimulatedRepository.of(GUN, clock).addTarget(RoleName.TARGETS, "v1", Stage.digest("v1"));
    twoReleases = publisher.copy(clock).delegate(ALICE);
    for (String number : new String[] {"1", "2"}) {
      twoReleases.addTarget(ALICE, "a" + number, Stage.digest("a" + number))
          .addTarget(RoleName.TARGETS, "v" + number, Stage.digest("v" + number)).publish();
    }
    firstRelease = next(publisher.copy(clock));
    thirdRelease = next(twoReleases.copy(clock));
  }

  /** That of cases which begin at this instant. */
  static Scenery at(Instant start) {
    Scenery last = LAST.get();
    if (last != null && last.start.equals(start)) {
      return last;
    }
    Scenery fresh = new Scenery(start);
    LAST.set(fresh);
    return fresh;
  }

  private static State next(SimulatedRepository publisher) {
    return publisher.addTarget(RoleName.TARGETS, "next", Stage.digest("next")).publish();
  }

  /** Who has published nothing yet. */
  SimulatedRepository publisher(ManualClock clock) {
    return publisher.copy(clock);
  }

  /** What that one publishes first, {@code next}. */
  State firstRelease() {
    return firstRelease;
  }

  /** Somebody with other keys. */
  SimulatedRepository another(ManualClock clock) {
    return another.copy(clock);
  }

  /** The publisher, with a delegation and two publications: {@code v1}, then {@code v2}. */
  SimulatedRepository twoReleases(ManualClock clock) {
    return twoReleases.copy(clock);
  }

  /** What the publisher publishes after those two, {@code next}. */
  State thirdRelease() {
    return thirdRelease;
  }

  /** A key of 2048 bits, which takes long to make. */
  synchronized RoleSigner rsa() {
    rsa = rsa == null ? RoleSigner.generate(KeyAlgorithm.RSA_2048) : rsa;
    return rsa;
  }

  /** A key of 1024 bits. */
  synchronized RoleSigner weakRsa() {
    weakRsa = weakRsa == null ? RoleSigner.generate(KeyAlgorithm.RSA_1024) : weakRsa;
    return weakRsa;
  }
}
