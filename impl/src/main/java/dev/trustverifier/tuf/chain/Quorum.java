package dev.trustverifier.tuf.chain;

import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the required keys have signed a file, and whether they are enough. The one place where signatures are
 * counted, for every role: a key counts once, under whatever ids and in whatever guise it is listed, and however often
 * it signed. Immutable.
 */
final class Quorum {
  // A valid signature beside a broken one of the same key counts; a crowd of broken ones is there to cost time.
  private static final int MOST_TRIES = 2;

  private final Unverified<?> file;
  private final RoleKeys keys;
  private final Map<KeyId, String> identities;
  private final String remark;

  private Quorum(Unverified<?> file, RoleKeys keys, Map<KeyId, String> identities, String remark) {
    this.file = file;
    this.keys = keys;
    this.identities = Collections.unmodifiableMap(identities);
    this.remark = remark;
  }

  /** Counts, be it few. */
  static Quorum count(Unverified<?> file, RoleKeys keys) {
    Map<KeyId, String> identities = new LinkedHashMap<>();
    Map<KeyId, Integer> tries = new HashMap<>();
    for (Signature signature : file.signatures()) {
      Optional<VerificationKey> key = Optional.of(signature.keyId()).filter(KeyId::isKeyId).map(KeyId::new)
          .map(keys.keys()::get)
          .filter(k -> !identities.containsKey(k.id()) && tries.merge(k.id(), 1, Integer::sum) <= MOST_TRIES);
      key.filter(k -> k.verifies(signature.method(), file.message(), signature.value()))
          .flatMap(VerificationKey::identity)
          .ifPresent(identity -> identities.put(key.get().id(), identity));
    }
    return new Quorum(file, keys, identities, "");
  }

  /** Counts, and refuses by {@code rule} what has too few. */
  static Quorum of(Unverified<?> file, RoleKeys keys, SpecRule rule) throws Refused {
    return count(file, keys).require(rule);
  }

  /** This, if it is enough; refuses by {@code rule} otherwise. */
  Quorum require(SpecRule rule) throws Refused {
    long distinct = identities.values().stream().distinct().count();
    if (distinct < keys.threshold()) {
      throw new Refused(notMet(rule, distinct));
    }
    return this;
  }

  /** The same count, as if only some of the keys were required. */
  Quorum only(Set<KeyId> ids) {
    return only(ids, "");
  }

  /** The same, with something to say if it is not enough because others signed too. */
  Quorum only(Set<KeyId> ids, String aboutOthers) {
    Map<KeyId, String> fewer = new LinkedHashMap<>(identities);
    boolean othersSigned = fewer.keySet().retainAll(ids);
    return new Quorum(file, keys.only(ids), fewer, othersSigned ? aboutOthers : remark);
  }

  private Rejection notMet(SpecRule rule, long distinct) {
    String whose = rule == SpecRule.ROOT_SIGNED_BY_PREDECESSOR ? " of the root before" : "";
    return new Rejection.ThresholdNotMet(
        rule, Optional.of(file.file().role()), keys.threshold(), keys.ids(), signers(),
        file.file().role() + ": signed by " + distinct + " of the " + keys.threshold()
            + " distinct keys required" + whose + " (" + keys.ids().size() + " may sign)" + remark);
  }

  RoleKeys keys() {
    return keys;
  }

  /** The ids whose signatures are valid. */
  Set<KeyId> signers() {
    return identities.keySet();
  }
}
