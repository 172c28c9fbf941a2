package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.time.Duration;

/** A source that may take its time, and knows what was done to it. */
final class SlowSource implements MetadataSource {
  /** Longer than anybody is to wait, and not for ever. */
  static final Duration HANGING = Duration.ofSeconds(2);

  private final MetadataSource source;
  private final Duration pause;
  private volatile boolean waitedInVain;
  private volatile boolean closed;

  SlowSource(MetadataSource source, Duration pause) {
    this.source = source;
    this.pause = pause;
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (!pause.isZero()) {
      hang(deadline);
    }
    return source.fetch(gun, name, limit, deadline);
  }

  private void hang(Deadline deadline) {
    Duration wait = pause.compareTo(deadline.remaining()) < 0 ? pause : deadline.remaining();
    try {
      Thread.sleep(wait.toMillis() + 1);
      waitedInVain |= !deadline.hasPassed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether whoever asked has waited for as long as this source hangs. */
  boolean waitedInVain() {
    return waitedInVain;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }
}
