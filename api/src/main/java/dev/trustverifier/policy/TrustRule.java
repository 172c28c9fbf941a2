package dev.trustverifier.policy;

import dev.trustverifier.RoleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What to do with the images that a pattern matches. Sealed; each is immutable. */
public sealed interface TrustRule {

  /**
   * What the rule does.
   *
   * @return a few words
   */
  String summary();

  /**
   * Images are verified, and one of these pins must be met.
   *
   * @param first a pin
   * @param more more pins of the same kind, any of which will do
   * @return the rule; it looks in {@code targets/releases}, then in {@code targets}, with {@link Freshness#defaults()}
   * @throws IllegalArgumentException if the pins are not of one kind, or there is anything beside
   *     {@link TrustPin#trustOnFirstUse()}
   */
  static Verify pinned(TrustPin first, TrustPin... more) {
    List<TrustPin> pins = new ArrayList<>();
    pins.add(first);
    pins.addAll(List.of(more));
    return new Verify(
        pins, List.of(RoleName.RELEASES, RoleName.TARGETS), Optional.empty(), Optional.empty(), Freshness.defaults());
  }

  /**
   * Images are admitted without any proof, and nobody is asked.
   *
   * @param reason why, for the log
   * @return the rule
   * @throws IllegalArgumentException if the reason is blank
   */
  static Exempt exempt(String reason) {
    return new Exempt(reason);
  }

  /**
   * Images are refused, and nobody is asked.
   *
   * @param reason why, for the log
   * @return the rule
   * @throws IllegalArgumentException if the reason is blank
   */
  static Deny deny(String reason) {
    return new Deny(reason);
  }

  /**
   * Images are verified.
   *
   * @param pins one or more of one kind, any of which will do
   * @param roles where to look, in this order: the first role that lists the tag answers
   * @param signers who must have signed besides
   * @param mirrored under which name the images were signed, if not under their own
   * @param freshness how old the answer may be
   */
  record Verify(
      List<TrustPin> pins, List<RoleName> roles, Optional<SignerRequirement> signers, Optional<SignedAs> mirrored,
      Freshness freshness)
      implements TrustRule {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no pin, if the pins are not of one kind, if there is anything beside
     *     trust on first use, or if there is no role, a role twice, or one that is neither targets nor below it
     */
    public Verify {
      pins = List.copyOf(pins);
      roles = List.copyOf(roles);
      requireOneKind(pins);
      requireTargets(roles);
      Objects.requireNonNull(signers);
      Objects.requireNonNull(mirrored);
      Objects.requireNonNull(freshness);
    }

    /**
     * The same rule, looking elsewhere.
     *
     * @param others {@code targets} or delegations below it, in the order in which to look
     * @return the copy
     * @throws IllegalArgumentException if there is no role, a role twice, or one that lists no images
     */
    public Verify lookIn(RoleName... others) {
      return new Verify(pins, List.of(others), signers, mirrored, freshness);
    }

    /**
     * The same rule, for images that all of these have signed too.
     *
     * @param names as docker shows them, such as {@code alice} for {@code targets/alice}; or full names of roles
     * @return the copy
     * @throws IllegalArgumentException if there is none, one twice, or one that is no signer
     */
    public Verify signedBy(String... names) {
      return signedBy(SignerRequirement.of(names.length, names));
    }

    /**
     * The same rule, for images that some of several signers have signed too.
     *
     * @param requirement how many of whom
     * @return the copy
     */
    public Verify signedBy(SignerRequirement requirement) {
      return new Verify(pins, roles, Optional.of(requirement), mirrored, freshness);
    }

    /**
     * The same rule, for a mirror: pins, and the names in certificates, are those of the original, and
     * {@link dev.trustverifier.TrustedImage#pinnedReference()} names the mirror.
     *
     * @param original under which name the images were signed
     * @return the copy
     */
    public Verify signedAs(SignedAs original) {
      return new Verify(pins, roles, signers, Optional.of(original), freshness);
    }

    /**
     * The same rule, with answers of another age.
     *
     * @param age how old they may be
     * @return the copy
     */
    public Verify freshness(Freshness age) {
      return new Verify(pins, roles, signers, mirrored, age);
    }

    @Override
    public String summary() {
      return "verified by " + pins.get(0).getClass().getSimpleName() + ", in " + roles
          + signers.map(s -> ", signed by " + s.threshold() + " of " + s.roles()).orElse("")
          + mirrored.map(m -> ", as a mirror").orElse("")
          + freshness.summary();
    }

    private static void requireOneKind(List<TrustPin> pins) {
      if (pins.isEmpty()) {
        throw new IllegalArgumentException("a rule that verifies has a pin");
      }
      if (pins.stream().map(TrustPin::getClass).distinct().count() > 1) {
        throw new IllegalArgumentException("the pins of one rule are of one kind: " + pins.stream()
            .map(pin -> pin.getClass().getSimpleName()).distinct().toList());
      }
      if (pins.size() > 1 && pins.get(0) instanceof TrustPin.FirstUse) {
        throw new IllegalArgumentException("trust on first use stands alone");
      }
    }

    private static void requireTargets(List<RoleName> roles) {
      if (roles.isEmpty() || roles.stream().distinct().count() < roles.size()) {
        throw new IllegalArgumentException("a rule looks in one or more different roles: " + roles);
      }
      for (RoleName role : roles) {
        if (!role.equals(RoleName.TARGETS) && !role.isBelow(RoleName.TARGETS)) {
          throw new IllegalArgumentException("images are listed in targets or below, not in " + role);
        }
      }
    }
  }

  /**
   * Images are admitted without any proof.
   *
   * @param reason why
   */
  record Exempt(String reason) implements TrustRule {
    /**
     * Checks the reason.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Exempt {
      requireReason(reason);
    }

    @Override
    public String summary() {
      return "exempt: " + reason;
    }
  }

  /**
   * Images are refused.
   *
   * @param reason why
   */
  record Deny(String reason) implements TrustRule {
    /**
     * Checks the reason.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public Deny {
      requireReason(reason);
    }

    @Override
    public String summary() {
      return "denied: " + reason;
    }
  }

  private static void requireReason(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("give a reason: someone will read the log");
    }
  }
}
