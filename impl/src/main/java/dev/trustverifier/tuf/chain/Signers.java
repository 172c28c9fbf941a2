package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.policy.SignerRequirement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a row against the signers that a policy asks for besides the role that answered. */
final class Signers {
  private final TrustedCollection collection;
  private final SignerRequirement requirement;
  private final Map<RoleName, TargetsRole> agreeing = new LinkedHashMap<>();

  private Signers(TrustedCollection collection, SignerRequirement requirement) {
    this.collection = collection;
    this.requirement = requirement;
  }

  /** The roles that signed the same, if they are enough by keys of their own. */
  static Set<RoleName> require(TrustedCollection collection, TrustedTarget target, SignerRequirement requirement)
      throws Refused {
    Signers signers = new Signers(collection, requirement);
    for (RoleName role : requirement.roles()) {
      signers.hold(role, target);
    }
    signers.requireEnough(target.row().name());
    return signers.agreeing.keySet();
  }

  private void hold(RoleName name, TrustedTarget target) throws Refused {
    Optional<TargetsRole> role = collection.role(name);
    Optional<TargetRow> row = role.flatMap(r -> r.entitled(target.row().name()));
    if (row.isEmpty()) {
      return;
    }
    if (row.get().agreesWith(target.row()) && row.get().length() == target.row().length()) {
      agreeing.put(name, role.get());
      return;
    }
    throw new Refused(disagreement(name, row.get(), target));
  }

  private static Rejection disagreement(RoleName signer, TargetRow row, TrustedTarget target) {
    Optional<RoleName> role = Optional.of(signer);
    String name = row.name();
    if (row.pin().isEmpty()) {
      return new Rejection.Malformed(
          SpecRule.SIGNERS_AGREE, role, signer + ": the row of " + name + " pins nothing, where "
              + target.role() + " signed " + target.digest());
    }
    return new Rejection.DigestMismatch(
        SpecRule.SIGNERS_AGREE, role, row.pin().get(), target.digest(),
        signer + ": signed " + row.pin().get() + " of " + row.length() + " bytes for " + name + ", where "
            + target.role() + " signed " + target.digest() + " of " + target.row().length() + " bytes");
  }

  private void requireEnough(String name) throws Refused {
    List<Set<String>> keys =
        agreeing.values().stream()
            .map(role -> role.proven().keys().identities(role.proven().signers()))
            .toList();
    int distinct = SignerMatching.size(keys);
    if (distinct >= requirement.threshold()) {
      return;
    }
    Optional<RoleName> missing =
        requirement.roles().stream().filter(role -> !agreeing.containsKey(role)).findFirst();
    throw new Refused(
        new Rejection.SignerMissing(
            SpecRule.SIGNERS_MET, missing, requirement.threshold(), Set.copyOf(requirement.roles()),
            agreeing.keySet(),
            name + ": signed by " + distinct + " of the " + requirement.threshold()
                + " signers required, with keys of their own; missing: " + missing()));
  }

  private String missing() {
    return requirement.roles().stream()
        .filter(role -> !agreeing.containsKey(role))
        .map(role -> role + Optional.ofNullable(collection.setAside().get(role))
            .map(fault -> " (" + fault.message() + ")")
            .orElse(""))
        .collect(Collectors.collectingAndThen(
            Collectors.joining(", "), text -> text.isEmpty() ? "a key that no other signer used" : text));
  }
}
