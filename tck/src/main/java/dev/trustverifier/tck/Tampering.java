package dev.trustverifier.tck;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The catalogue of attacks, by what is tampered with. Among the attacks stand their honest twins: what looks like the
 * attack, and must be trusted.
 */
public enum Tampering {
  /** A root that is not the publisher's next one. */
  ROOT(RootAttacks::cases),
  /** A signature that does not count, or a key that is not what it is called. */
  KEYS(KeyAttacks::cases),
  /** Too few signatures. */
  THRESHOLDS(ThresholdAttacks::cases),
  /** An old state is shown as if it were the current one. */
  ROLLBACK(RollbackAttacks::cases),
  /** A state is shown for longer than its publisher meant. */
  FREEZE(FreezeAttacks::cases),
  /** Files of several times or collections are shown as one state. */
  MIX_AND_MATCH(MixAndMatchAttacks::cases),
  /** A file that two readers would read in two ways. */
  JSON(JsonAttacks::cases),
  /** A well-signed file that lacks what it must have. */
  METADATA(MetadataAttacks::cases),
  /** A delegation to whom nobody delegated, or a file that is not its own. */
  DELEGATIONS(DelegationAttacks::cases),
  /** An image that nobody entitled signed. */
  TARGETS(TargetAttacks::cases),
  /** An image that the signers whom the policy asks for have not signed. */
  SIGNERS(SignerAttacks::cases),
  /** A root key whose certificate may not stand for the collection. */
  CERTIFICATES(CertificateAttacks::cases),
  /** A sound root that is not the one that was pinned. */
  PINS(PinAttacks::cases),
  /** More of everything than anybody needs. */
  ENDLESS_DATA(EndlessDataAttacks::cases),
  /** An answer is given for longer than a rule, or the publisher, lets it be. */
  FRESHNESS(FreshnessAttacks::cases),
  /** A digest is asked for that its tag was signed for before. */
  FORMER_DIGESTS(FormerDigestAttacks::cases),
  /** Somebody between verifier and server. */
  TRANSPORT(TransportAttacks::cases),
  /** A memory that cannot tell, cannot keep, or is somebody else's too. */
  STORE(StoreAttacks::cases),
  /** What the policy alone decides. */
  POLICY(PolicyAttacks::cases);

  private final Supplier<List<Case>> cases;

  Tampering(Supplier<List<Case>> cases) {
    this.cases = cases;
  }

  /**
   * The cases of this kind.
   *
   * @return in the order in which they are played
   */
  public List<Case> cases() {
    return cases.get();
  }

  /**
   * How reports name it.
   *
   * @return lower case with hyphens
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The whole catalogue.
   *
   * @return every case once
   */
  public static List<Case> catalogue() {
    return Stream.of(values()).flatMap(kind -> kind.cases().stream()).toList();
  }
}
