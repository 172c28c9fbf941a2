package dev.trustverifier.tuf.key;

import dev.trustverifier.tuf.chain.SignedMessage;

/** A public key that can verify signatures. Immutable. */
sealed interface SignatureKey permits EcKey, RsaKey, Ed25519Key {

  /** The same text for the same key, however it was encoded. */
  String identity();

  /** Whether this key made the signature by the method; false for a method of other keys. */
  boolean verifies(SignatureMethod method, SignedMessage message, byte[] signature);
}
