package dev.trustverifier.tuf.registry;

import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP to speak. With HTTP/2 all requests share a connection, be it dead: so after one that came to nothing
 * HTTP/1.1 is spoken, until that connection has ended. Before JDK 20 a resting one never does, and HTTP/2 is not spoken
 * at all. Safe for use by several threads.
 */
final class Dialects {
  private static final int FIRST_TO_END_CONNECTIONS = 20;
  private static final Duration DOUBT = Duration.ofMinutes(2);

  private final boolean http2;
  private final LongSupplier nanos;
  private volatile @Nullable Long doubted;

  Dialects(boolean http2, LongSupplier nanos) {
    this.http2 = http2 && Runtime.version().feature() >= FIRST_TO_END_CONNECTIONS;
    this.nanos = nanos;
  }

  Version current() {
    Long since = doubted;
    boolean doubtful = since != null && nanos.getAsLong() - since < DOUBT.toNanos();
    return http2 && !doubtful ? Version.HTTP_2 : Version.HTTP_1_1;
  }

  /** A request came to nothing. */
  void doubt() {
    doubted = nanos.getAsLong();
  }
}
