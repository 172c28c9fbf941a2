package dev.trustverifier.tck.repository;

import java.time.Instant;

/** Issues certificates for root keys. Immutable. */
public final class CertificateAuthority {
  private final Issuer issuer;
  private final String certificate;
  private final String chain;

  private CertificateAuthority(Issuer issuer, String certificate, String chain) {
    this.issuer = issuer;
    this.certificate = certificate;
    this.chain = chain;
  }

  /**
   * A new authority that nobody vouches for, with a P-256 key, for ten years.
   *
   * @param commonName its name
   * @param now the present
   * @return the authority
   */
  public static CertificateAuthority named(String commonName, Instant now) {
    return selfSigned(KeyAlgorithm.ECDSA_P256, CertificateProfile.codeSigning(commonName, now).usages());
  }

  /**
   * A new authority that nobody vouches for.
   *
   * @param algorithm its key
   * @param profile its certificate
   * @return the authority
   */
  public static CertificateAuthority selfSigned(KeyAlgorithm algorithm, CertificateProfile profile) {
    Issuer self = new Issuer(profile.commonName(), GeneratedKey.fresh(algorithm));
    return new CertificateAuthority(self, self.authority(profile, self.key()), "");
  }

  /**
   * A new authority below this one. Root keys that it certifies bring its certificate along.
   *
   * @param algorithm its key
   * @param profile its certificate
   * @return the authority
   */
  public CertificateAuthority intermediate(KeyAlgorithm algorithm, CertificateProfile profile) {
    GeneratedKey key = GeneratedKey.fresh(algorithm);
    String below = issuer.authority(profile, key);
    return new CertificateAuthority(new Issuer(profile.commonName(), key), below, below + chain);
  }

  /**
   * The authority's own certificate, to pin.
   *
   * @return it in PEM
   */
  public String certificate() {
    return certificate;
  }

  /**
   * Makes a P-256 key for a TLS server, and certifies it.
   *
   * @param profile what the certificate says; usually with {@link CertificateProfile#SERVER_AUTH}
   * @param hosts the server's names, and its IPv4 addresses in digits and dots
   * @return the key and its certificates
   */
  public ServerKey server(CertificateProfile profile, String... hosts) {
    GeneratedKey key = GeneratedKey.fresh(KeyAlgorithm.ECDSA_P256);
    return new ServerKey(key.pair().getPrivate(), issuer.server(profile, key, hosts) + chain);
  }

  /** What stands behind a leaf in a root key: all but an authority that signed itself. */
  String chain() {
    return chain;
  }

  String leaf(CertificateProfile profile, GeneratedKey subject) {
    return issuer.leaf(profile, subject);
  }
}
