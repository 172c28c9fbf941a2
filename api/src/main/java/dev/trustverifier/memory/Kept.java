package dev.trustverifier.memory;

import dev.trustverifier.Outage;
import java.util.Objects;

/** What became of writing to a memory. */
public sealed interface Kept {

  /** It is kept, and will be recalled after a crash at any later moment. */
  record Done() implements Kept {}

  /** Somebody else wrote in between; nothing was changed. */
  record Outdated() implements Kept {}

  /**
   * It is not known to be kept.
   *
   * @param outage what failed
   */
  record Failed(Outage outage) implements Kept {
    /** Checks that there is an outage. */
    public Failed {
      Objects.requireNonNull(outage);
    }
  }
}
