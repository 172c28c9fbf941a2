package dev.trustverifier.tuf.key;

import dev.trustverifier.KeyId;
import dev.trustverifier.tuf.chain.RootCertificate;
import dev.trustverifier.tuf.chain.SignedMessage;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key as metadata lists it. Its content is read when first asked for; threads that race for it get equal ones. */
final class ListedKey implements VerificationKey {
  private final String keyType;
  private final byte[] material;
  private final KeyId id;
  private volatile @Nullable KeyContent content;

  ListedKey(String keyType, byte[] material) {
    this.keyType = keyType;
    this.material = material;
    this.id = PublicKeys.idOf(keyType, material);
  }

  private KeyContent content() {
    KeyContent known = content;
    if (known == null) {
      known = KeyContent.read(keyType, material);
      content = known;
    }
    return known;
  }

  @Override
  public KeyId id() {
    return id;
  }

  @Override
  public KeyId canonicalId() {
    return content().canonicalId().orElse(id);
  }

  @Override
  public Optional<String> identity() {
    return content().key().map(SignatureKey::identity);
  }

  @Override
  public boolean verifies(String method, SignedMessage message, byte[] signature) {
    Optional<SignatureMethod> known = SignatureMethod.named(method);
    Optional<SignatureKey> key = known.isEmpty() ? Optional.empty() : content().key();
    return key.isPresent() && key.get().verifies(known.orElseThrow(), message, signature);
  }

  @Override
  public Optional<RootCertificate> certificate() {
    return content().certificate();
  }

  @Override
  public String toString() {
    return keyType + " " + id;
  }
}
