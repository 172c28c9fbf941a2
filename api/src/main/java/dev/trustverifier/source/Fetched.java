package dev.trustverifier.source;

import dev.trustverifier.Outage;
import java.util.Objects;

/** What became of asking for one file. */
public sealed interface Fetched {

  /**
   * The whole file.
   *
   * @param content its bytes, exactly as stored; handed over: nobody writes to the array any more
   */
  record Found(byte[] content) implements Fetched {
    /** Checks that there is content, be it empty. */
    public Found {
      Objects.requireNonNull(content);
    }
  }

  /** The source was reached and has no such file. Credentials that were refused are a {@link Failed}. */
  record Absent() implements Fetched {}

  /** The file is longer than the limit given. */
  record TooLarge() implements Fetched {}

  /**
   * Nobody knows: the source could not be asked, or its answer did not arrive whole.
   *
   * @param outage what failed
   */
  record Failed(Outage outage) implements Fetched {
    /** Checks that there is an outage. */
    public Failed {
      Objects.requireNonNull(outage);
    }
  }
}
