package dev.trustverifier.tuf.watch;

import dev.trustverifier.TrustListener;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Tells what a verifier does to whoever wants to know. Safe for use by several threads. */
public final class Watch implements AutoCloseable {
  private static final Span UNWATCHED = event -> { };

  private final Recorder recorder = Recorder.ofThisRuntime();
  private final Optional<Delivery> delivery;

  /**
   * Watches.
   *
   * @param listener whom to tell besides Java Flight Recorder
   */
  public Watch(Optional<TrustListener> listener) {
    this.delivery = listener.map(Delivery::new);
  }

  /**
   * Something begins. It has to end in the same thread.
   *
   * @param kind what
   * @return what to end
   */
  public Span begin(Kind kind) {
    Optional<Recorder.Recording> recording = recorder.begin(kind);
    if (recording.isEmpty() && delivery.isEmpty()) {
      return UNWATCHED;
    }
    long begun = System.nanoTime();
    return event -> tell(event.apply(Duration.ofNanos(System.nanoTime() - begun)), recording);
  }

  private void tell(TrustListener.Event event, Optional<Recorder.Recording> recording) {
    recording.ifPresent(record -> record.tell(event));
    delivery.ifPresent(to -> to.tell(event));
  }

  /**
   * Something happens that takes no time.
   *
   * @param kind what
   * @param event what exactly; called only if somebody wants to know
   */
  public void happened(Kind kind, Function<Duration, TrustListener.Event> event) {
    begin(kind).end(event);
  }

  /** Tells the listener what it was not told yet, for a second at most. */
  @Override
  public void close() {
    delivery.ifPresent(Delivery::close);
  }
}
