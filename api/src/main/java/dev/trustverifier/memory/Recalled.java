package dev.trustverifier.memory;

import dev.trustverifier.Outage;
import java.util.Objects;

/** What became of asking a memory. */
public sealed interface Recalled {

  /**
   * The collection is known.
   *
   * @param remembered what was kept last
   */
  record Known(Remembered remembered) implements Recalled {
    /** Checks that there is something. */
    public Known {
      Objects.requireNonNull(remembered);
    }
  }

  /** The collection was never kept, or an operator had it forgotten: the next use is the first. */
  record Unknown() implements Recalled {}

  /**
   * The memory cannot tell. Never to be taken for {@link Unknown}.
   *
   * @param outage what failed, or what is corrupt and where
   */
  record Unreadable(Outage outage) implements Recalled {
    /** Checks that there is an outage. */
    public Unreadable {
      Objects.requireNonNull(outage);
    }
  }
}
