package dev.trustverifier.tuf.key;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * The ways up from a leaf through the certificates of its bundle, going by names, the shortest first.
 *
 * <p>The JDK's path builder is not used: by a system property it would fetch certificates from addresses that a
 * certificate names, and nothing bounds how many ways it tries through a bundle made to have many.
 */
final class CertificationPaths {
  private static final int MOST = 32;
  // Go, by default, takes serverAuth alone, and so refuses Notary's own certificates, which are for codeSigning.
  private static final List<KeyPurposeId> PURPOSES =
      List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_codeSigning);

  private final List<List<ChainLink>> paths;

  private CertificationPaths(List<List<ChainLink>> paths) {
    this.paths = paths;
  }

  static CertificationPaths of(CertificateContent leaf, List<CertificateContent> authorities) {
    List<List<ChainLink>> paths = new ArrayList<>();
    try {
      List<ChainLink> links = new ArrayList<>();
      for (CertificateContent authority : authorities) {
        links.add(ChainLink.of(authority));
      }
      paths.add(List.of(ChainLink.of(leaf)));
      for (int i = 0; i < paths.size(); i++) {
        extend(paths, paths.get(i), links);
      }
    } catch (CertificateException e) {
      paths.clear(); // what the JDK cannot read, it cannot validate
    }
    return new CertificationPaths(paths);
  }

  private static void extend(List<List<ChainLink>> paths, List<ChainLink> path, List<ChainLink> authorities) {
    ChainLink top = path.get(path.size() - 1);
    for (ChainLink authority : authorities) {
      if (paths.size() < MOST && !path.contains(authority) && top.wasIssuedUnderTheNameOf(authority)) {
        paths.add(Stream.concat(path.stream(), Stream.of(authority)).toList());
      }
    }
  }

  /** Whether one of the paths ends below one of the anchors, or the leaf is itself one. */
  boolean leadTo(List<X509Certificate> anchors, Instant now) {
    return anchors.stream()
        .flatMap(anchor -> ChainLink.anchor(anchor, now).stream())
        .anyMatch(anchor -> paths.stream().anyMatch(path -> endsAt(path, anchor, now)));
  }

  private static boolean endsAt(List<ChainLink> path, ChainLink anchor, Instant now) {
    boolean pinnedItself = path.get(0).certificate().equals(anchor.certificate());
    return PURPOSES.stream().anyMatch(purpose -> serves(path, anchor, purpose))
        && (pinnedItself
            || path.get(path.size() - 1).wasIssuedUnderTheNameOf(anchor)
                && anchor.mayIssueThrough(path.size() - 1)
                && isValid(path, anchor, now));
  }

  private static boolean serves(List<ChainLink> path, ChainLink anchor, KeyPurposeId purpose) {
    return Stream.concat(path.stream(), Stream.of(anchor)).allMatch(link -> link.content().permits(purpose));
  }

  private static boolean isValid(List<ChainLink> path, ChainLink anchor, Instant now) {
    List<X509Certificate> certificates = new ArrayList<>(path.stream().map(ChainLink::certificate).toList());
    if (anchor.constrainsNames()) {
      certificates.add(anchor.certificate()); // works for one that is self-signed; any other is refused
    }
    try {
      CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor.certificate(), null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
