package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Asks again where that is worth it: when a connection broke, when there were too many requests, and when a server that
 * is overloaded says how long that will last. Never beyond the deadline, and a few times only. Immutable.
 */
final class Persistence {
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final int USUAL_TRIES = 4;
  /** A machine that is about to learn who it is may take 70 seconds for that: so long are nine pauses. */
  private static final int TRIES_OF_A_MACHINE = 10;
  private static final Set<Integer> NOT_YET = Set.of(404, 410);

  private final Connections connections;
  private final InstantSource clock;
  private final int mostTries;
  private final Predicate<Reply> alsoWorth;

  Persistence(Connections connections, InstantSource clock) {
    this(connections, clock, USUAL_TRIES, reply -> false);
  }

  private Persistence(Connections connections, InstantSource clock, int mostTries, Predicate<Reply> alsoWorth) {
    this.connections = connections;
    this.clock = clock;
    this.mostTries = mostTries;
    this.alsoWorth = alsoWorth;
  }

  /** More of it, as those want it who tell a machine who it is: what they do not know or cannot do, they may soon. */
  Persistence towardsTheMachine() {
    return new Persistence(connections, clock, TRIES_OF_A_MACHINE,
        reply -> NOT_YET.contains(reply.status()) || reply.outage(clock).kind() == Kind.SERVER_ERROR);
  }

  /** What came of one try: one of the two. */
  private record Outcome(Optional<Reply> reply, Optional<NoAnswer> fault) {
    Reply get() throws NoAnswer {
      if (fault.isPresent()) {
        throw fault.get();
      }
      return reply.orElseThrow();
    }

    boolean isOutOfTime() {
      return fault.isPresent() && fault.get().outage().kind() == Kind.TIMED_OUT;
    }
  }

  /** The answer; or what came of the last try that had its time, for it tells more than that the time was over. */
  Reply send(Call call, Deadline deadline) throws NoAnswer {
    Outcome outcome = once(call, deadline);
    for (int tries = 1; tries < mostTries; tries++) {
      Optional<Duration> pause = pauseAfter(outcome, tries);
      if (pause.isEmpty() || pause.get().compareTo(deadline.remaining()) >= 0) {
        break;
      }
      connections.pause(call, pause.get());
      Outcome next = once(call, deadline);
      if (next.isOutOfTime()) {
        break;
      }
      outcome = next;
    }
    return outcome.get();
  }

  private Outcome once(Call call, Deadline deadline) {
    try {
      return new Outcome(Optional.of(connections.send(call, deadline)), Optional.empty());
    } catch (NoAnswer e) {
      return new Outcome(Optional.empty(), Optional.of(e));
    }
  }

  private Optional<Duration> pauseAfter(Outcome outcome, int tries) {
    return outcome.fault().isPresent()
        ? outcome.fault().filter(NoAnswer::isPassing).map(fault -> longer(Duration.ZERO, tries))
        : outcome.reply().flatMap(reply -> pauseAfter(reply, tries));
  }

  private Optional<Duration> pauseAfter(Reply reply, int tries) {
    Optional<Duration> wished = RetryAfter.of(reply.headers(), clock);
    boolean tooMany = reply.outage(clock).kind() == Kind.RATE_LIMITED;
    boolean worth =
        tooMany || reply.status() == SERVICE_UNAVAILABLE && wished.isPresent() || alsoWorth.test(reply);
    return worth ? Optional.of(longer(wished.orElse(Duration.ZERO), tries)) : Optional.empty();
  }

  /** A time and some more, twice as much each time and never the same: many who were refused together come apart. */
  private static Duration longer(Duration least, int tries) {
    long most = FIRST_PAUSE.toNanos() << tries - 1;
    return least.plusNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
  }
}
