package dev.trustverifier;

import java.util.Locale;

/**
 * The rule book: every check once, with the attack it stops and where it comes from.
 *
 * <p>A clause {@code tuf#anchor} is a section of the TUF specification 1.0; {@code notary: …} states what the Notary v1
 * dialect adds or changes, in this project's own words.
 */
public enum SpecRule {
  /** A file is read no further than its limit, or the length that verified metadata gives. */
  FILE_BOUNDED("endless data", "tuf#update-snapshot"),
  /** All files of one refresh together stay within a budget. */
  REFRESH_BOUNDED("endless data", "tuf#detailed-client-workflow"),
  /** A file carries no more signatures than anybody needs. */
  SIGNATURES_BOUNDED("slow verification by many signatures", "tuf#file-formats-general-principles"),
  /** A role has no more keys than anybody needs. */
  KEYS_BOUNDED("slow verification by many keys", "tuf#file-formats-root"),
  /** A collection has no more delegations than anybody needs. */
  DELEGATIONS_BOUNDED("endless delegation", "tuf#update-targets"),
  /** A root is followed through no more rotations than anybody needs. */
  ROTATIONS_BOUNDED("endless root chain", "tuf#update-root"),

  /** A file is one JSON text in UTF-8, and nothing else. */
  STRICT_JSON("two readers, two meanings",
      "notary: strict JSON grammar, valid UTF-8, no byte order mark, no bytes after it"),
  /** An object names each member once. */
  UNIQUE_MEMBERS("two readers, two meanings",
      "notary: a duplicate member verifies under the reference's last-one-wins and adds tags"),
  /** Values nest no deeper than a reader can follow. */
  NESTING_BOUNDED("stack exhaustion", "notary: at most 1000 levels"),
  /** Numbers are integers that a double holds exactly. */
  EXACT_NUMBERS("two readers, two meanings", "notary: the signed form prints numbers by way of a double"),
  /** A file is an object with {@code signed} and {@code signatures} of the right shape. */
  ENVELOPE_SHAPE("crash or confusion of the reader", "tuf#file-formats-general-principles"),
  /** What is signed has the members of its role, each of the right type. */
  BODY_SHAPE("crash or confusion of the reader", "tuf#file-formats-general-principles"),
  /** The {@code _type} is that of the role, capitalised; {@code Targets} for delegations. */
  TYPE_MATCHES_ROLE("one role's file passed off as another's", "tuf#file-formats-general-principles"),
  /** A version is an integer of at least 1. */
  VERSION_POSITIVE("rollback by a version out of range", "tuf#file-formats-general-principles"),
  /** An expiry is an RFC 3339 date and time. */
  EXPIRY_WELL_FORMED("files that never expire", "tuf#file-formats-general-principles"),
  /** Root gives keys and a threshold to root, timestamp, snapshot and targets. */
  ROLES_COMPLETE("a role without keys", "tuf#file-formats-root"),
  /** A threshold is an integer of at least 1. */
  THRESHOLD_POSITIVE("a role that needs no signature", "tuf#file-formats-root"),
  /** Every key id that a role lists stands among the keys of the same file. */
  KEYS_PRESENT("a role whose keys cannot be known", "tuf#file-formats-root"),
  /** A key's id is the hash of the key. */
  KEY_ID_IS_HASH("one key counted under two ids", "notary: SHA-256 of the key's canonical form, the private part null"),
  /** A role delegates to its direct children, each once, under well-formed names. */
  DELEGATION_NAMED("a role inherited by another delegator",
      "notary: the delegator's name, a slash, one segment of a-z 0-9 - _"),
  /** A listed file has a length of at least 0 and hashes of the right size, SHA-256 for root, snapshot and targets. */
  FILE_META_SHAPE("unlimited or unchecked files", "tuf#file-formats-snapshot"),

  /** A root key counts by a valid certificate that names the collection. */
  ROOT_CERTIFICATE("a root for another collection",
      "notary: one leaf per key, its common name the GUN, or a prefix of it up to a slash"),
  /** A root is signed by a threshold of its own keys. */
  ROOT_SIGNED_BY_ITSELF("a root that lists keys nobody holds", "tuf#update-root"),
  /** A root is signed by a threshold of the keys of the root before. */
  ROOT_SIGNED_BY_PREDECESSOR("a root of somebody else", "tuf#update-root"),
  /** Roots follow each other version by version. */
  ROOT_VERSION_NEXT("a rotation that skips revoked keys or thresholds", "tuf#update-root"),
  /** The first root taken meets a pin. */
  ROOT_PINNED("a root of somebody else at first use", "notary: trust pinning, applied to every root"),
  /** A root reached by rotation meets a pin too. */
  ROTATION_PINNED("a publisher's stolen root keys", "notary: trust pinning, applied to every root"),
  /** The remembered root meets the pins of today. */
  MEMORY_PINNED("pins that a cached root escapes", "notary: trust pinning, applied to every root"),

  /** A file is signed by a threshold of its role's keys. */
  THRESHOLD_MET("files that nobody entitled signed", "tuf#file-formats-root"),
  /** No file of the chain is expired at the instant of the verification. */
  NOT_EXPIRED("freeze", "tuf#update-timestamp"),
  /** A timestamp expires soon enough, in seconds from the instant of the verification. */
  EXPIRY_NEAR("freeze", "notary: a limit that the user may set; neither the reference nor TUF caps an expiry"),
  /** No file is older than the one remembered. */
  VERSION_NOT_LOWER("rollback", "tuf#update-timestamp"),
  /** A version has one content. */
  VERSION_UNIQUE("two states shown to two clients", "notary: the reference lets equal versions differ"),
  /** A file has the hashes that verified metadata lists. */
  HASH_MATCHES("mix and match", "tuf#update-snapshot"),
  /** The snapshot lists the trusted root. */
  SNAPSHOT_LISTS_ROOT("mix and match", "notary: a snapshot lists root and targets by hash"),
  /** A file that verified metadata lists is there. */
  LISTED_FILE_PRESENT("a state shown in part", "tuf#update-targets"),
  /** The repository has trust data. */
  COLLECTION_EXISTS("an unsigned image", "notary: 404 for root or timestamp"),
  /** Trust data that was known is still there. */
  COLLECTION_STAYS("signatures removed to make an image look unsigned",
      "notary: a deleted collection is refused until forgotten"),
  /** A delegation that was known and still is delegated to is still listed. */
  DELEGATION_STAYS("a role's tags hidden", "tuf#update-snapshot"),

  /** A role's rows count only within its paths, and its delegators'. */
  PATHS_RESPECTED("a signer beyond its remit", "tuf#file-formats-targets"),
  /** A role that may answer lists the tag. */
  TAG_LISTED("an unsigned tag", "notary: targets/releases, else targets"),
  /** A tag's row has a SHA-256 of 32 bytes and a length of at least 0. */
  TARGET_HAS_DIGEST("a tag that pins nothing", "tuf#file-formats-targets"),
  /** The tag is signed for the digest asked for. */
  DIGEST_MATCHES("another image under a signed tag",
      "notary: the reference skips verification where a digest is given"),
  /** Some released tag has the digest asked for. */
  DIGEST_LISTED("an unsigned digest", "notary: the reference skips verification where a digest is given"),

  /** Enough of the signers that the policy asks for have signed the image, each with a key of its own. */
  SIGNERS_MET("an image that its reviewers never saw", "policy: signers"),
  /** No signer that the policy asks for has signed another digest, or another length, for the name. */
  SIGNERS_AGREE("a tag moved behind a signer's back", "policy: signers"),

  /** A rule of the policy covers the image. */
  POLICY_COVERS("an image nobody thought of", "policy: no rule, no trust"),
  /** The rule that covers the image does not deny it. */
  POLICY_PERMITS("an image your policy forbids", "policy: deny");

  private final String attack;
  private final String clause;

  SpecRule(String attack, String clause) {
    this.attack = attack;
    this.clause = clause;
  }

  /**
   * How reports name this rule.
   *
   * @return the name in lower case with hyphens, such as {@code hash-matches}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What the rule stops.
   *
   * @return the attack, in a few words
   */
  public String attack() {
    return attack;
  }

  /**
   * Where the rule comes from.
   *
   * @return {@code tuf#anchor}, or {@code notary: …} or {@code policy: …} and a sentence
   */
  public String clause() {
    return clause;
  }
}
