package dev.trustverifier.tuf.key;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.chain.RootCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The certificates of a key: first its own, then those of the authorities above it. */
final class CertificateBundle implements RootCertificate {
  private final CertificateContent leaf;
  private final List<CertificateContent> authorities;
  private final Optional<String> shapeFault;
  private final Optional<String> keyFault;

  private CertificateBundle(
      CertificateContent leaf,
      List<CertificateContent> authorities,
      Optional<String> shapeFault,
      Optional<String> keyFault) {
    this.leaf = leaf;
    this.authorities = List.copyOf(authorities);
    this.shapeFault = shapeFault;
    this.keyFault = keyFault;
  }

  /**
   * Reads the rest of a bundle.
   *
   * @param keyFault what the leaf holds instead of a usable key, if it does
   */
  static CertificateBundle of(PemBundle pem, CertificateContent leaf, Optional<String> keyFault) {
    List<CertificateContent> others = new ArrayList<>();
    try {
      for (byte[] der : pem.others()) {
        others.add(CertificateContent.read(der));
      }
    } catch (UnusableKey e) {
      return new CertificateBundle(leaf, List.of(), Optional.of("its bundle holds " + e.getMessage()), keyFault);
    }
    return new CertificateBundle(leaf, others, shapeFault(pem, leaf, others), keyFault);
  }

  private static Optional<String> shapeFault(PemBundle pem, CertificateContent leaf, List<CertificateContent> others) {
    if (!pem.isCanonical()) {
      return Optional.of("its certificate is not in plain PEM: 64 columns, line feeds, nothing else");
    }
    if (leaf.isAuthority()) {
      return Optional.of("its certificate is that of a CA");
    }
    return others.stream().allMatch(CertificateContent::isAuthority)
        ? Optional.empty()
        : Optional.of("its bundle holds a second certificate that is not of a CA");
  }

  @Override
  public Optional<String> fault(Gun gun) {
    return shapeFault
        .or(() -> keyFault.map(held -> "its certificate holds " + held))
        .or(() -> CommonName.of(leaf).faultFor(gun))
        .or(() -> firstFault(CertificateContent::weakness));
  }

  @Override
  public Optional<String> faultAt(Instant now) {
    return firstFault(certificate -> certificate.faultAt(now));
  }

  private Optional<String> firstFault(Function<CertificateContent, Optional<String>> check) {
    return check.apply(leaf)
        .map(fault -> "its certificate " + fault)
        .or(() -> authorities.stream()
            .flatMap(authority -> check.apply(authority).stream())
            .findFirst()
            .map(fault -> "the CA certificate in its bundle " + fault));
  }

  @Override
  public boolean issuedBy(List<X509Certificate> anchors, Instant now) {
    return CertificationPaths.of(leaf, authorities).leadTo(anchors, now);
  }

  /** The earliest end: from then on {@link #faultAt} finds a fault. */
  @Override
  public Instant expires() {
    return authorities.stream()
        .map(authority -> authority.window().ends())
        .reduce(leaf.window().ends(), (one, other) -> one.isBefore(other) ? one : other);
  }
}
