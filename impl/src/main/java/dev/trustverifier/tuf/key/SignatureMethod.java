package dev.trustverifier.tuf.key;

import java.util.Optional;

/** The signature methods of Notary v1. */
enum SignatureMethod {
  /** ECDSA over the SHA-256 of the message, on any curve; r and s in full width, one after the other. */
  ECDSA("ecdsa"),
  /** RSASSA-PSS with SHA-256, MGF1 with SHA-256, and a salt of 32 bytes. */
  RSA_PSS("rsapss"),
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RSA_PKCS1("rsapkcs1v15"),
  /** Ed25519 without pre-hashing or context. */
  EDDSA("eddsa");

  private final String label;

  SignatureMethod(String label) {
    this.label = label;
  }

  /** The method of a name, in whichever case. */
  static Optional<SignatureMethod> named(String name) {
    for (SignatureMethod method : values()) {
      if (method.isNamed(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  // Not equalsIgnoreCase, for which the Kelvin sign is a k.
  private boolean isNamed(String name) {
    boolean same = name.length() == label.length();
    for (int i = 0; same && i < label.length(); i++) {
      char c = name.charAt(i);
      same = label.charAt(i) == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return same;
  }
}
