package dev.trustverifier.tuf.chain;

import dev.trustverifier.Gun;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The certificate bundle that a root key comes in: a leaf, then the CA certificates above it. Immutable. */
public interface RootCertificate {

  /**
   * Why this bundle may not stand for the collection, apart from dates; empty if it may. One line, no role, no key id.
   */
  Optional<String> fault(Gun gun);

  /** Why this bundle may not be used at an instant; empty if it may. One line. */
  Optional<String> faultAt(Instant now);

  /** Whether the leaf was issued, through the bundle's CA certificates, below one of the authorities. */
  boolean issuedBy(List<X509Certificate> authorities, Instant now);

  /** When the first certificate of the bundle expires. */
  Instant expires();
}
