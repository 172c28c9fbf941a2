package dev.trustverifier.tuf.watch;

import dev.trustverifier.TrustListener;
import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** Events of Java Flight Recorder. Loaded only where the runtime has it. */
final class JfrRecorder implements Recorder {

  @Override
  public Optional<Recording> begin(Kind kind) {
    if (!FlightRecorder.isInitialized()) { // Nobody records: to make an event would start half of the recorder.
      return Optional.empty();
    }
    Told event =
        switch (kind) {
          case VERIFY -> new Verify();
          case REFRESH -> new Refresh();
          case FETCH -> new Fetch();
          case CACHE -> new Cache();
        };
    if (!event.isEnabled()) {
      return Optional.empty();
    }
    event.begin();
    return Optional.of(event);
  }

  @Category("TrustVerifier")
  @StackTrace(false)
  abstract static class Told extends Event implements Recording {
    @Label("Collection")
    String collection;
    @Label("Result")
    String result;

    @Override
    public void tell(TrustListener.Event event) {
      end();
      if (shouldCommit()) {
        collection = event.gun().value();
        fill(event);
        commit();
      }
    }

    abstract void fill(TrustListener.Event event);
  }

  @Name("dev.trustverifier.Verify")
  @Label("Verification")
  @Threshold("1 ms")
  static final class Verify extends Told {
    @Label("Image")
    String image;

    @Override
    void fill(TrustListener.Event event) {
      TrustListener.Verified verified = (TrustListener.Verified) event;
      image = verified.image().toString();
      result = verified.verdict().message();
    }
  }

  @Name("dev.trustverifier.Refresh")
  @Label("Refresh")
  static final class Refresh extends Told {
    @Label("Reason")
    String reason;

    @Override
    void fill(TrustListener.Event event) {
      TrustListener.Refreshed refreshed = (TrustListener.Refreshed) event;
      result = refreshed.result().name();
      reason = refreshed.reason().orElse(null);
    }
  }

  @Name("dev.trustverifier.Fetch")
  @Label("Fetch")
  static final class Fetch extends Told {
    @Label("File")
    String file;
    @Label("Size")
    @DataAmount
    long bytes;

    @Override
    void fill(TrustListener.Event event) {
      TrustListener.Fetched fetched = (TrustListener.Fetched) event;
      file = fetched.name().fileName();
      bytes = fetched.bytes().orElse(0L);
      result = fetched.outage().map(outage -> outage.kind().label())
          .orElse(fetched.bytes().isPresent() ? "found" : "not found");
    }
  }

  @Name("dev.trustverifier.Cache")
  @Label("Cache")
  @Enabled(false)
  static final class Cache extends Told {
    @Override
    void fill(TrustListener.Event event) {
      result = ((TrustListener.Cached) event).use().name();
    }
  }
}
