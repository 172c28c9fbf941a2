package dev.trustverifier;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a {@link TrustedImage} is not quite what its publisher says now, though your policy admits it. Sealed; each is
 * immutable.
 */
public sealed interface Caveat {

  /**
   * How long your policy admits it.
   *
   * @return the last instant at which it does
   */
  Instant until();

  /**
   * The caveat for people.
   *
   * @return one line
   */
  String message();

  /**
   * Nobody could be asked, so the last answer stands in: the rule rides out outages.
   *
   * @param checked when the source was last asked successfully
   * @param outage why it cannot be asked now
   * @param until how long the rule lets the answer stand in; an expiry in the chain may come before
   */
  record Outdated(Instant checked, Outage outage, Instant until) implements Caveat {
    /** Checks that nothing is missing. */
    public Outdated {
      Objects.requireNonNull(checked);
      Objects.requireNonNull(outage);
      Objects.requireNonNull(until);
    }

    @Override
    public String message() {
      return "as checked at " + checked + ", since nobody can be asked: " + outage.message() + " ["
          + outage.kind().label() + "]";
    }
  }

  /**
   * The tag has moved on, and this digest was trusted before: the rule admits former digests for a while.
   *
   * @param current the digest that the tag is signed for now
   * @param lastListed when the source was last seen to list this one
   * @param until how long the rule admits it
   */
  record FormerDigest(Digest current, Instant lastListed, Instant until) implements Caveat {
    /** Checks that nothing is missing. */
    public FormerDigest {
      Objects.requireNonNull(current);
      Objects.requireNonNull(lastListed);
      Objects.requireNonNull(until);
    }

    @Override
    public String message() {
      return "listed until " + lastListed + ", now the tag is signed for " + current;
    }
  }
}
