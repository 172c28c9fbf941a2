package dev.trustverifier.tuf.chain;

import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Enough of the required keys have signed a file. The one place where signatures are counted, for every role: a key
 * counts once, under whatever ids and in whatever guise it is listed, and however often it signed.
 */
final class Quorum {
  private final Unverified<?> file;
  private final RoleKeys keys;
  private final Set<KeyId> signers = new LinkedHashSet<>();
  private final Set<String> identities = new HashSet<>();

  private Quorum(Unverified<?> file, RoleKeys keys) {
    this.file = file;
    this.keys = keys;
    file.signatures().forEach(this::count);
  }

  /** Counts, and refuses by {@code rule} what has too few. */
  static Quorum of(Unverified<?> file, RoleKeys keys, SpecRule rule) throws Refused {
    Quorum quorum = new Quorum(file, keys);
    if (quorum.identities.size() < keys.threshold()) {
      throw new Refused(quorum.notMet(rule));
    }
    return quorum;
  }

  private void count(Signature signature) {
    if (!KeyId.isKeyId(signature.keyId())) {
      return;
    }
    KeyId id = new KeyId(signature.keyId());
    VerificationKey key = keys.keys().get(id);
    if (key == null || signers.contains(id)) {
      return;
    }
    Optional<String> identity = key.identity();
    if (identity.isPresent() && key.verifies(signature.method(), file.message(), signature.value())) {
      signers.add(id);
      identities.add(identity.get());
    }
  }

  private Rejection notMet(SpecRule rule) {
    String whose = rule == SpecRule.ROOT_SIGNED_BY_PREDECESSOR ? " of the root before" : "";
    return new Rejection.ThresholdNotMet(
        rule, Optional.of(file.file().role()), keys.threshold(), keys.ids(), signers,
        file.file().role() + ": signed by " + identities.size() + " of the " + keys.threshold()
            + " distinct keys required" + whose + " (" + keys.ids().size() + " may sign)");
  }

  /** The ids whose signatures are valid. */
  Set<KeyId> signers() {
    return Collections.unmodifiableSet(signers);
  }
}
