package dev.trustverifier;

import java.util.Objects;

/** The answer to the question what a collection holds. Sealed to three records; each is immutable. */
public sealed interface Inspection {

  /**
   * The collection is proven.
   *
   * @param report what is in it
   */
  record Sound(CollectionReport report) implements Inspection {
    /** Checks that there is a report. */
    public Sound {
      Objects.requireNonNull(report);
    }
  }

  /**
   * The collection must not be believed.
   *
   * @param rejection which rule was broken, where, and on what evidence
   */
  record Refused(Rejection rejection) implements Inspection {
    /** Checks that there is a rejection. */
    public Refused {
      Objects.requireNonNull(rejection);
    }
  }

  /**
   * Nobody could be asked.
   *
   * @param outage what failed
   */
  record Undecided(Outage outage) implements Inspection {
    /** Checks that there is an outage. */
    public Undecided {
      Objects.requireNonNull(outage);
    }
  }
}
