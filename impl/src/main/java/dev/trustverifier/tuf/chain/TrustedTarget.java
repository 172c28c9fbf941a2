package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.policy.SignerRequirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /** The same, vouched for by enough of the signers that a policy asks for. */
  public TrustedTarget signedBy(SignerRequirement requirement) throws Refused {
    return new TrustedTarget(collection, role, row, Signers.require(collection, this, requirement));
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

  /** The proof, in the words of the API. */
  public TrustedImage image(ImageReference reference) {
    Set<RoleName> signers = new LinkedHashSet<>(Set.of(role()));
    Set<KeyId> keyIds = new LinkedHashSet<>(role.proven().signers());
    for (TargetsRole other : collection.roles()) {
      if (other != role && other.entitled(row.name()).filter(row::agreesWith).isPresent()) {
        signers.add(other.proven().role());
        keyIds.addAll(other.proven().signers());
      }
    }
    return new TrustedImage(
        reference, digest, row.length(), role(), signers, keyIds, collection.chainTo(role(), vouching), row.custom(),
        List.of());
  }
}
