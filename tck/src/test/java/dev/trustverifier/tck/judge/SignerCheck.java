package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.policy.SignerRequirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds an answer against the signers that a policy asks for.
 *
 * @param collection who signed what
 * @param answer the answer
 */
record SignerCheck(PlainCollection collection, Lookup.Answer answer) {

  /** The signers that agree, if they are enough and none disagrees. */
  Set<RoleName> require(SignerRequirement requirement) {
    Set<RoleName> agreeing = new LinkedHashSet<>();
    for (RoleName signer : requirement.roles()) {
      Optional<Row> row = collection.role(signer).flatMap(role -> role.entitled(answer.row().name()));
      if (row.isPresent() && agrees(row.get())) {
        agreeing.add(signer);
      } else if (row.isPresent() && collection.conduct().heeds(SpecRule.SIGNERS_AGREE)) {
        throw new Refusal(disagreement(signer, row.get()));
      }
    }
    List<Set<String>> keys = agreeing.stream().map(signer -> collection.proven(signer).identities()).toList();
    if (!areDistinct(keys, requirement.threshold()) && collection.conduct().heeds(SpecRule.SIGNERS_MET)) {
      Optional<RoleName> missing =
          requirement.roles().stream().filter(role -> !agreeing.contains(role)).findFirst();
      throw new Refusal(
          new Rejection.SignerMissing(
              SpecRule.SIGNERS_MET, missing, requirement.threshold(), Set.copyOf(requirement.roles()), agreeing,
              "signed by " + agreeing + ", not by " + requirement.threshold() + " of " + requirement.roles()));
    }
    return agreeing;
  }

  private boolean agrees(Row row) {
    return row.pinsTheSameAs(answer.row()) && row.length() == answer.row().length();
  }

  private Rejection disagreement(RoleName signer, Row row) {
    String message = signer + ": signed something else for " + row.name();
    Optional<RoleName> role = Optional.of(signer);
    Digest signed = answer.row().pin().orElseThrow();
    return row.pin().isEmpty()
        ? new Rejection.Malformed(SpecRule.SIGNERS_AGREE, role, message)
        : new Rejection.DigestMismatch(SpecRule.SIGNERS_AGREE, role, row.pin().get(), signed, message);
  }

  /** Whether so many signers can each be given a key that no other of them is given. Tries all ways. */
  private static boolean areDistinct(List<Set<String>> keys, int wanted) {
    if (wanted == 0) {
      return true;
    }
    if (keys.isEmpty()) {
      return false;
    }
    List<Set<String>> others = keys.subList(1, keys.size());
    return areDistinct(others, wanted)
        || keys.get(0).stream().anyMatch(key -> areDistinct(without(others, key), wanted - 1));
  }

  private static List<Set<String>> without(List<Set<String>> keys, String key) {
    List<Set<String>> fewer = new ArrayList<>();
    for (Set<String> some : keys) {
      Set<String> rest = new LinkedHashSet<>(some);
      rest.remove(key);
      fewer.add(rest);
    }
    return fewer;
  }
}
