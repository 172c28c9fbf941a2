package dev.trustverifier;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Why an image must not be run: which rule was broken, by which role's metadata, and on what evidence. Sealed to a few
 * records in the vocabulary of TUF's attacks; each is immutable and never expires on its own: asking the same
 * repository in the same state again gives the same answer.
 */
public sealed interface Rejection {

  /**
   * The rule that was broken.
   *
   * @return the rule
   */
  SpecRule rule();

  /**
   * Whose metadata broke it.
   *
   * @return the role; empty where no metadata is to blame
   */
  Optional<RoleName> role();

  /**
   * What is wrong, for people.
   *
   * @return one line
   */
  String message();

  /**
   * The kind of rejection, for programs.
   *
   * @return the simple name of the record, such as {@code ThresholdNotMet}
   */
  default String type() {
    return getClass().getSimpleName();
  }

  /**
   * Too few of the required keys signed.
   *
   * @param rule which quorum
   * @param role whose file
   * @param threshold how many distinct keys must sign
   * @param required the keys that may
   * @param signed those of them that did
   * @param message one line
   */
  record ThresholdNotMet(
      SpecRule rule, Optional<RoleName> role, long threshold, Set<KeyId> required, Set<KeyId> signed, String message)
      implements Rejection {
    /** Copies the collections and makes the message one line. */
    public ThresholdNotMet {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      required = Set.copyOf(required);
      signed = Set.copyOf(signed);
      message = OneLine.of(message);
    }
  }

  /**
   * A file is no longer valid.
   *
   * @param rule the rule
   * @param role whose file
   * @param expired the last instant at which it was valid
   * @param now the instant of this verification
   * @param message one line
   */
  record Expired(SpecRule rule, Optional<RoleName> role, Instant expired, Instant now, String message)
      implements Rejection {
    /** Makes the message one line. */
    public Expired {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      Objects.requireNonNull(expired);
      Objects.requireNonNull(now);
      message = OneLine.of(message);
    }
  }

  /**
   * An older state than the one already known.
   *
   * @param rule the rule
   * @param role whose file
   * @param remembered the version already known
   * @param offered the version now offered
   * @param message one line
   */
  record RolledBack(SpecRule rule, Optional<RoleName> role, long remembered, long offered, String message)
      implements Rejection {
    /** Makes the message one line. */
    public RolledBack {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      message = OneLine.of(message);
    }
  }

  /**
   * Two statements that cannot both be true: a file is not the one that verified metadata lists, or two files claim one
   * version.
   *
   * @param rule the rule
   * @param role whose file
   * @param expected the digest that was promised
   * @param actual the digest that was found
   * @param message one line
   */
  record Inconsistent(SpecRule rule, Optional<RoleName> role, Digest expected, Digest actual, String message)
      implements Rejection {
    /** Makes the message one line. */
    public Inconsistent {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      Objects.requireNonNull(expected);
      Objects.requireNonNull(actual);
      message = OneLine.of(message);
    }
  }

  /**
   * There is no trust data, or a file that must be there is not.
   *
   * @param rule the rule
   * @param role whose file
   * @param file its name
   * @param message one line
   */
  record Missing(SpecRule rule, Optional<RoleName> role, String file, String message) implements Rejection {
    /** Makes the message one line. */
    public Missing {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      file = OneLine.of(file);
      message = OneLine.of(message);
    }
  }

  /**
   * Something known before is gone without its owner's word.
   *
   * @param rule the rule
   * @param role what is gone
   * @param remembered its last known version
   * @param message one line
   */
  record Vanished(SpecRule rule, Optional<RoleName> role, long remembered, String message) implements Rejection {
    /** Makes the message one line. */
    public Vanished {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      message = OneLine.of(message);
    }
  }

  /**
   * More than anybody needs, hence somebody's attempt to exhaust the verifier.
   *
   * @param rule the rule
   * @param role whose metadata
   * @param limit the most there may be, in the unit that the rule names
   * @param message one line
   */
  record TooLarge(SpecRule rule, Optional<RoleName> role, long limit, String message) implements Rejection {
    /** Makes the message one line. */
    public TooLarge {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      message = OneLine.of(message);
    }
  }

  /**
   * Not metadata of the expected shape.
   *
   * @param rule the rule
   * @param role whose file
   * @param message one line, with the place where there is one
   */
  record Malformed(SpecRule rule, Optional<RoleName> role, String message) implements Rejection {
    /** Makes the message one line. */
    public Malformed {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      message = OneLine.of(message);
    }
  }

  /**
   * No key of a root comes with a certificate that may stand for this collection.
   *
   * @param rule the rule
   * @param role the role
   * @param faults what is wrong with each key's certificate
   * @param message one line
   */
  record InvalidCertificate(SpecRule rule, Optional<RoleName> role, Map<KeyId, String> faults, String message)
      implements Rejection {
    /** Copies the map and makes the message one line. */
    public InvalidCertificate {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      faults = Map.copyOf(faults);
      message = OneLine.of(message);
    }
  }

  /**
   * A root that is not the one, or not of the kind, that you pinned.
   *
   * @param rule the rule
   * @param role the role
   * @param offered the ids of the root keys offered
   * @param message one line
   */
  record Unpinned(SpecRule rule, Optional<RoleName> role, Set<KeyId> offered, String message) implements Rejection {
    /** Copies the set and makes the message one line. */
    public Unpinned {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      offered = Set.copyOf(offered);
      message = OneLine.of(message);
    }
  }

  /**
   * The collection is sound, and no role that may answer lists this image.
   *
   * @param rule the rule
   * @param role a role that may answer and lists it beyond its paths; empty if none does
   * @param name the tag or the digest looked for
   * @param message one line
   */
  record NotListed(SpecRule rule, Optional<RoleName> role, String name, String message) implements Rejection {
    /** Makes the texts one line. */
    public NotListed {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      name = OneLine.of(name);
      message = OneLine.of(message);
    }
  }

  /**
   * The tag is signed for another digest than the one asked for.
   *
   * @param rule the rule
   * @param role the role that answered
   * @param signed the digest that is signed
   * @param asked the digest that was asked for
   * @param message one line
   */
  record DigestMismatch(SpecRule rule, Optional<RoleName> role, Digest signed, Digest asked, String message)
      implements Rejection {
    /** Makes the message one line. */
    public DigestMismatch {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      Objects.requireNonNull(signed);
      Objects.requireNonNull(asked);
      message = OneLine.of(message);
    }
  }

  /**
   * Too few of the signers that your policy asks for have signed the image.
   *
   * @param rule the rule
   * @param role a signer that is missing
   * @param threshold how many have to
   * @param required the roles that count
   * @param signed those of them that list the image with the same digest and length
   * @param message one line
   */
  record SignerMissing(
      SpecRule rule, Optional<RoleName> role, int threshold, Set<RoleName> required, Set<RoleName> signed,
      String message)
      implements Rejection {
    /** Copies the sets and makes the message one line. */
    public SignerMissing {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(role);
      required = Set.copyOf(required);
      signed = Set.copyOf(signed);
      message = OneLine.of(message);
    }
  }

  /**
   * Your policy refuses the image, whatever is signed.
   *
   * @param rule the rule
   * @param pattern the image pattern of the rule that refuses it; empty if no rule covers it
   * @param message one line
   */
  record Denied(SpecRule rule, Optional<String> pattern, String message) implements Rejection {
    /** Makes the message one line. */
    public Denied {
      Objects.requireNonNull(rule);
      Objects.requireNonNull(pattern);
      message = OneLine.of(message);
    }

    @Override
    public Optional<RoleName> role() {
      return Optional.empty();
    }
  }
}
