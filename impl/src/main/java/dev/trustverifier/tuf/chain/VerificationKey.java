package dev.trustverifier.tuf.chain;

import dev.trustverifier.KeyId;
import java.util.Optional;

/** A public key that a role may be verified with. Immutable. */
public interface VerificationKey {

  /** The id computed from the key's own content, whatever id it was listed under. */
  KeyId id();

  /** The id that the bare key has, by which Notary's tools show a key that comes in a certificate; decides nothing. */
  KeyId canonicalId();

  /**
   * What makes two keys the same key, however each is dressed: equal for a bare key and a certificate of it. Empty if
   * the key is of no known type or unusable; such a key verifies nothing.
   */
  Optional<String> identity();

  /** Whether this key made the signature. False, never an exception, for whatever does not fit. */
  boolean verifies(String method, SignedMessage message, byte[] signature);

  /** The certificate that the key comes in, if it comes in one. */
  Optional<RootCertificate> certificate();
}
