package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks again where that is worth it: when a connection broke, when there were too many requests, and when a server that
 * is overloaded says how long that will last. Never beyond the deadline, and a few times only.
 */
final class Persistence {
  private static final int MOST_TRIES = 4;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Connections connections;
  private final InstantSource clock;

  Persistence(Connections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  /** The answer, or the last of several refusals. */
  Reply send(Call call, Deadline deadline) throws NoAnswer {
    for (int tries = 1; ; tries++) {
      Optional<Duration> pause;
      try {
        Reply reply = connections.send(call, deadline);
        pause = pauseAfter(reply, tries);
        if (isVain(pause, tries, deadline)) {
          return reply;
        }
      } catch (NoAnswer e) {
        pause = e.isPassing() ? Optional.of(longer(Duration.ZERO, tries)) : Optional.empty();
        if (isVain(pause, tries, deadline)) {
          throw e;
        }
      }
      connections.pause(call, pause.orElseThrow());
    }
  }

  private static boolean isVain(Optional<Duration> pause, int tries, Deadline deadline) {
    return pause.isEmpty() || tries >= MOST_TRIES || pause.get().compareTo(deadline.remaining()) >= 0;
  }

  private Optional<Duration> pauseAfter(Reply reply, int tries) {
    Optional<Duration> wished = RetryAfter.of(reply.headers(), clock);
    boolean tooMany = reply.outage(clock).kind() == Kind.RATE_LIMITED;
    if (tooMany || reply.status() == SERVICE_UNAVAILABLE && wished.isPresent()) {
      return Optional.of(longer(wished.orElse(Duration.ZERO), tries));
    }
    return Optional.empty();
  }

  /** A time and some more, twice as much each time and never the same: many who were refused together come apart. */
  private static Duration longer(Duration least, int tries) {
    long most = FIRST_PAUSE.toNanos() << tries - 1;
    return least.plusNanos(ThreadLocalRandom.current().nextLong(most / 2, most));
  }
}
