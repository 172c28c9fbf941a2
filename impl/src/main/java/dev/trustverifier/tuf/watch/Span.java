package dev.trustverifier.tuf.watch;

import dev.trustverifier.TrustListener;
import java.time.Duration;
import java.util.function.Function;

/** Something that has begun. */
public interface Span {

  /**
   * It is over.
   *
   * @param event what it was, given how long it took; called only if somebody wants to know
   */
  void end(Function<Duration, TrustListener.Event> event);
}
