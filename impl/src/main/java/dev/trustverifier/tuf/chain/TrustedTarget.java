package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.policy.SignerRequirement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The end of the chain: a row that pins an image, and the role that answered with it. */
public final class TrustedTarget {
  private final TrustedCollection collection;
  private final TargetsRole role;
  private final TargetRow row;
  private final Digest digest;
  private final Set<RoleName> vouching;

  TrustedTarget(TrustedCollection collection, TargetsRole role, TargetRow row) {
    this(collection, role, row, Set.of());
  }

  private TrustedTarget(TrustedCollection collection, TargetsRole role, TargetRow row, Set<RoleName> vouching) {
    this.collection = collection;
    this.role = role;
    this.row = row;
    this.digest = row.pin().orElseThrow();
    this.vouching = vouching;
  }

  /** The same, vouched for by enough of the signers that a policy asks for, if it asks for any. */
  TrustedTarget signedBy(Optional<SignerRequirement> asked) throws Refused {
    return asked.isEmpty()
        ? this
        : new TrustedTarget(collection, role, row, Signers.require(collection, this, asked.get()));
  }

  Digest digest() {
    return digest;
  }

  TargetRow row() {
    return row;
  }

  RoleName role() {
    return role.proven().role();
  }

  /** What to remember of this, for when the tag has moved on; empty if its name is no tag. */
  public Optional<OnceTrusted> memento(Instant listed) {
    return OnceTrusted.isTag(row.name())
        ? Optional.of(new OnceTrusted(row.name(), digest, row.length(), role(), new TreeMap<>(signers()), listed))
        : Optional.empty();
  }

  /** The proof, in the words of the API. */
  public TrustedImage image(ImageReference reference) {
    Map<RoleName, Set<KeyId>> signers = signers();
    Set<KeyId> keyIds = new LinkedHashSet<>();
    signers.values().forEach(keyIds::addAll);
    return new TrustedImage(
        reference, digest, row.length(), role(), signers.keySet(), keyIds, collection.chainTo(role(), vouching),
        row.custom(), List.of());
  }

  private Map<RoleName, Set<KeyId>> signers() {
    Map<RoleName, Set<KeyId>> signers = new LinkedHashMap<>();
    signers.put(role(), role.proven().signers());
    for (TargetsRole other : collection.roles()) {
      if (other != role && other.entitled(row.name()).filter(row::agreesWith).isPresent()) {
        signers.put(other.proven().role(), other.proven().signers());
      }
    }
    return signers;
  }
}
