package dev.trustverifier.tuf.key;

import dev.trustverifier.KeyId;
import dev.trustverifier.tuf.chain.RootCertificate;
import java.util.Optional;

/**
 * What the bytes of a key hold.
 *
 * @param key empty if it is unusable
 * @param certificate empty if the bytes are no certificate
 * @param canonicalId the id of the bare key, where that is another than the key's own
 */
record KeyContent(Optional<SignatureKey> key, Optional<RootCertificate> certificate, Optional<KeyId> canonicalId) {
  private static final KeyContent NOTHING = new KeyContent(Optional.empty(), Optional.empty(), Optional.empty());

  /** Reads a public key from the structure that certificates, too, carry it in. */
  private interface Form {
    SignatureKey read(SubjectKey key) throws UnusableKey;
  }

  static KeyContent read(String keyType, byte[] material) {
    try {
      return switch (keyType) {
        case "ecdsa" -> bare(EcKey.read(SubjectKey.of(material)));
        case "rsa" -> bare(RsaKey.read(SubjectKey.of(material)));
        case "ed25519" -> bare(Ed25519Key.read(material));
        case "ecdsa-x509" -> certified(material, "ecdsa", EcKey::read);
        case "rsa-x509" -> certified(material, "rsa", RsaKey::read);
        default -> NOTHING;
      };
    } catch (UnusableKey e) {
      return NOTHING;
    }
  }

  private static KeyContent bare(SignatureKey key) {
    return new KeyContent(Optional.of(key), Optional.empty(), Optional.empty());
  }

  private static KeyContent certified(byte[] material, String bareType, Form form) throws UnusableKey {
    PemBundle pem = PemBundle.read(material);
    CertificateContent leaf = CertificateContent.read(pem.first());
    try {
      SignatureKey key = form.read(leaf.key());
      KeyId canonicalId = PublicKeys.idOf(bareType, leaf.key().der());
      RootCertificate bundle = CertificateBundle.of(pem, leaf, Optional.empty());
      return new KeyContent(Optional.of(key), Optional.of(bundle), Optional.of(canonicalId));
    } catch (UnusableKey e) {
      RootCertificate bundle = CertificateBundle.of(pem, leaf, Optional.of(e.getMessage()));
      return new KeyContent(Optional.empty(), Optional.of(bundle), Optional.empty());
    }
  }
}
