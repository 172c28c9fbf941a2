package dev.trustverifier.policy;

import dev.trustverifier.KeyId;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What a collection's root must show before anything it says is believed. Sealed; each is immutable. */
public sealed interface TrustPin {

  /**
   * Starts the chain at one root. Rotations from there follow the chain: each root is signed by the one before it.
   *
   * @param rootJson the bytes of a {@code root.json} that you got by a way you trust; copied
   * @return the pin
   * @throws IllegalArgumentException if there are no bytes
   */
  static TrustPin root(byte[] rootJson) {
    return new Root(rootJson);
  }

  /**
   * Asks every root that is taken for one certificate, after rotations too.
   *
   * @param keyId the TUF key id of the root's certificate
   * @return the pin
   */
  static TrustPin certificate(KeyId keyId) {
    return new Certificate(keyId);
  }

  /**
   * Asks every root that is taken for a certificate issued below one of these, after rotations too.
   *
   * @param pem one or more X.509 certificates in PEM; text between them is ignored
   * @return the pin
   * @throws IllegalArgumentException if there is no certificate, or something else in PEM, or one that cannot be read
   */
  static TrustPin certificateAuthority(String pem) {
    return new CertificateAuthority(PemCertificates.read(pem));
  }

  /**
   * Believes the first root seen whose certificate names the collection; rotations then follow the chain. Whoever
   * controls the source at that moment controls the collection from then on.
   *
   * @return the pin
   */
  static TrustPin trustOnFirstUse() {
    return new FirstUse();
  }

  /**
   * The chain starts at this root.
   *
   * @param json the bytes of a {@code root.json}
   */
  record Root(byte[] json) implements TrustPin {
    /**
     * Copies the bytes.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Root {
      json = json.clone();
      if (json.length == 0) {
        throw new IllegalArgumentException("a pinned root has content");
      }
    }

    /**
     * The bytes of the root.
     *
     * @return a copy
     */
    @Override
    public byte[] json() {
      return json.clone();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Root that && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(json);
    }

    @Override
    public String toString() {
      return "Root[" + json.length + " bytes]";
    }
  }

  /**
   * Every root has this certificate.
   *
   * @param keyId its TUF key id
   */
  record Certificate(KeyId keyId) implements TrustPin {
    /** Checks that there is a key id. */
    public Certificate {
      Objects.requireNonNull(keyId);
    }
  }

  /**
   * Every root has a certificate issued below one of these.
   *
   * @param certificates the authorities
   */
  record CertificateAuthority(List<X509Certificate> certificates) implements TrustPin {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public CertificateAuthority {
      certificates = List.copyOf(certificates);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("a certificate authority has a certificate");
      }
    }
  }

  /** The first root seen is believed if its certificate names the collection. */
  record FirstUse() implements TrustPin {}
}
