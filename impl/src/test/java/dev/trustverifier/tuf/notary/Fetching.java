package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.net.URI;
import java.time.Duration;

/**
 * A fetch that came back in time.
 *
 * @param answer what came
 * @param took how long it took
 */
record Fetching(Fetched answer, Duration took) {
  static final Gun GUN = new Gun("lab.example/plain");
  static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For a machine that does much else; {@link FaultMatrixTest} looks more closely. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** Asks for a timestamp, with much patience. */
  static Fetching from(URI server, long limit) {
    return from(server, limit, PATIENCE);
  }

  /** Asks for a timestamp, and proves that the deadline was kept. */
  static Fetching from(URI server, long limit, Duration patience) {
    try (NotarySource source = NotarySource.at(server)) {
      return from(source, limit, patience);
    }
  }

  static Fetching from(MetadataSource source, long limit, Duration patience) {
    long start = System.nanoTime();
    Fetched answer = source.fetch(GUN, TIMESTAMP, limit, Deadline.after(patience));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(patience.plus(MARGIN)) < 0, "took " + took + " of " + patience);
    return new Fetching(answer, took);
  }

  /** The outage that it must be. */
  Outage mustFail(Outage.Kind kind) {
    Outage outage = assertInstanceOf(Fetched.Failed.class, answer).outage();
    assertEquals(kind, outage.kind(), outage.message());
    assertTrue(outage.message().startsWith("GET http"), outage.message());
    assertTrue(outage.message().contains("/v2/lab.example/plain/_trust/tuf/timestamp.json: "), outage.message());
    return outage;
  }

  byte[] mustBeFound() {
    return assertInstanceOf(Fetched.Found.class, answer).content();
  }
}
