package dev.trustverifier.tck.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a certificate says. Immutable.
 *
 * @param commonName the subject's only name; for a root key, the collection's name
 * @param validity when it holds
 * @param extendedUsages object ids of the extended key usages; empty leaves the extension out
 * @param hash how the issuer signs it
 */
public record CertificateProfile(
    String commonName, Validity validity, List<String> extendedUsages, CertificateHash hash) {
  /** The extended key usage that Notary's own certificates have. */
  public static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  /** The extended key usage of TLS servers. */
  public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TEN_YEARS = Duration.ofDays(3650);

  /**
   * A span of time, in whole seconds.
   *
   * @param from the first instant, cut to the second
   * @param until the last instant, cut to the second; may lie before the first
   */
  public record Validity(Instant from, Instant until) {
    /** Checks that nothing is missing. */
    public Validity {
      Objects.requireNonNull(from);
      Objects.requireNonNull(until);
    }
  }

  /** Copies the list. */
  public CertificateProfile {
    Objects.requireNonNull(commonName);
    Objects.requireNonNull(validity);
    Objects.requireNonNull(hash);
    extendedUsages = List.copyOf(extendedUsages);
  }

  /**
   * As Notary makes them: for code signing, from the day before for ten years, SHA-256.
   *
   * @param commonName the subject's name
   * @param now the present
   * @return the profile
   */
  public static CertificateProfile codeSigning(String commonName, Instant now) {
    Validity validity = new Validity(now.minus(DAY), now.plus(TEN_YEARS));
    return new CertificateProfile(commonName, validity, List.of(CODE_SIGNING), CertificateHash.SHA256);
  }

  /**
   * The same at another time.
   *
   * @param from the first instant
   * @param until the last instant
   * @return a copy
   */
  public CertificateProfile valid(Instant from, Instant until) {
    return new CertificateProfile(commonName, new Validity(from, until), extendedUsages, hash);
  }

  /**
   * The same with other extended key usages.
   *
   * @param objectIds dotted object ids; none leaves the extension out
   * @return a copy
   */
  public CertificateProfile usages(String... objectIds) {
    return new CertificateProfile(commonName, validity, List.of(objectIds), hash);
  }

  /**
   * The same for another subject.
   *
   * @param other its name
   * @return a copy
   */
  public CertificateProfile named(String other) {
    return new CertificateProfile(other, validity, extendedUsages, hash);
  }

  /**
   * The same, signed otherwise.
   *
   * @param other how the issuer signs
   * @return a copy
   */
  public CertificateProfile hashed(CertificateHash other) {
    return new CertificateProfile(commonName, validity, extendedUsages, other);
  }
}
