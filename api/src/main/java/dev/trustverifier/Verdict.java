package dev.trustverifier;

import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The answer to one question about one image. Sealed to four records for ever; each is immutable.
 *
 * <p>{@link Trusted}: the publisher signed it. {@link Exempt}: your policy admits it unsigned, which proves nothing.
 * {@link Rejected}: the repository contradicts itself, its publisher's keys or your policy; asking again does not help.
 * {@link Undecided}: nobody could be asked; do not run it, but asking again may help.
 */
public sealed interface Verdict {

  /**
   * The proven image, or an exception that says why there is none.
   *
   * @return the image, if this verdict is {@link Trusted}
   * @throws NotTrustedException if it is any other, {@link Exempt} included
   */
  TrustedImage orElseThrow();

  /**
   * The verdict in one line, for people.
   *
   * @return what was decided and why
   */
  String message();

  /**
   * The publisher signed this image.
   *
   * @param image what was proven
   */
  record Trusted(TrustedImage image) implements Verdict {
    /** Checks that there is an image. */
    public Trusted {
      Objects.requireNonNull(image);
    }

    @Override
    public TrustedImage orElseThrow() {
      return image;
    }

    @Override
    public String message() {
      return "trusted: " + image.pinnedReference() + ", signed by " + image.role()
          + image.caveats().stream().map(caveat -> "; " + caveat.message()).collect(Collectors.joining());
    }
  }

  /**
   * Your policy admits this image without any proof.
   *
   * @param reason the reason your policy gives
   * @param rule the image pattern of the rule that says so
   */
  record Exempt(String reason, String rule) implements Verdict {
    /** Makes both one line. */
    public Exempt {
      reason = OneLine.of(reason);
      rule = OneLine.of(rule);
    }

    @Override
    public TrustedImage orElseThrow() {
      throw new NotTrustedException(this);
    }

    @Override
    public String message() {
      return "exempt by the rule for " + rule + ": " + reason;
    }
  }

  /**
   * The image must not be run.
   *
   * @param rejection which rule was broken, where, and on what evidence
   */
  record Rejected(Rejection rejection) implements Verdict {
    /** Checks that there is a rejection. */
    public Rejected {
      Objects.requireNonNull(rejection);
    }

    @Override
    public TrustedImage orElseThrow() {
      throw new NotTrustedException(this);
    }

    @Override
    public String message() {
      return "rejected: " + rejection.message() + " [" + rejection.rule().id() + "]";
    }
  }

  /**
   * Nobody could be asked. Not trusted; asking again may help.
   *
   * @param outage what failed
   */
  record Undecided(Outage outage) implements Verdict {
    /** Checks that there is an outage. */
    public Undecided {
      Objects.requireNonNull(outage);
    }

    @Override
    public TrustedImage orElseThrow() {
      throw new NotTrustedException(this);
    }

    @Override
    public String message() {
      return "undecided: " + outage.message() + " [" + outage.kind().label() + "]";
    }
  }
}
