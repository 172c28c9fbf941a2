package dev.trustverifier.tuf.watch;

import dev.trustverifier.TrustListener;
import java.util.Optional;

/** What the runtime has to record events with. */
interface Recorder {

  /** Starts recording something; empty if nobody wants to know. */
  Optional<Recording> begin(Kind kind);

  /** Something being recorded. */
  interface Recording {
    void tell(TrustListener.Event event);
  }

  /** Java Flight Recorder if this runtime has it. */
  static Recorder ofThisRuntime() {
    try {
      Class.forName("jdk.jfr.Event", false, Recorder.class.getClassLoader());
      return new JfrRecorder();
    } catch (ClassNotFoundException | LinkageError absent) {
      return kind -> Optional.empty();
    }
  }
}
