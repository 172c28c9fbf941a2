package dev.trustverifier.tck.repository;

/** What an issuer hashes a certificate with before it signs it. */
public enum CertificateHash {
  /** SHA-1, which must not count. */
  SHA1,
  /** SHA-256. */
  SHA256
}
