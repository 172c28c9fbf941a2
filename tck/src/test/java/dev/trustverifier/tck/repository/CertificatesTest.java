package dev.trustverifier.tck.repository;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final CertificateProfile LEAF = CertificateProfile.codeSigning("lab.example/a\u00e9", NOW);

  @ParameterizedTest
  @EnumSource
  void saysWhatItsProfileSays(KeyAlgorithm algorithm) throws Exception {
    X509Certificate leaf = certificates(pem(RoleSigner.generate(algorithm).selfSigned(LEAF))).get(0);
    leaf.verify(leaf.getPublicKey());
    assertAll(
        () -> assertEquals(3, leaf.getVersion()),
        () -> assertEquals("CN=lab.example/a\u00e9", leaf.getSubjectX500Principal().getName()),
        () -> assertEquals(leaf.getSubjectX500Principal(), leaf.getIssuerX500Principal()),
        () -> assertEquals(List.of(CertificateProfile.CODE_SIGNING), leaf.getExtendedKeyUsage()),
        () -> assertEquals(-1, leaf.getBasicConstraints()),
        () -> assertTrue(leaf.getKeyUsage()[0] && leaf.getKeyUsage()[2] && !leaf.getKeyUsage()[5]),
        () -> assertEquals(LEAF.validity().from(), leaf.getNotBefore().toInstant()),
        () -> assertEquals(LEAF.validity().until(), leaf.getNotAfter().toInstant()));
  }

  @Test
  void provesAPathFromALeafThroughAnIntermediateToItsAuthority() throws Exception {
    CertificateAuthority root = CertificateAuthority.named("root", NOW);
    CertificateAuthority middle = root.intermediate(KeyAlgorithm.RSA_2048, LEAF.named("middle").usages());
    RoleSigner signer = RoleSigner.generate(KeyAlgorithm.ECDSA_P256).issuedBy(middle, LEAF);
    List<X509Certificate> chain = certificates(pem(signer));
    assertEquals(2, chain.size());
    assertTrue(chain.get(1).getBasicConstraints() >= 0);
    validate(chain, root, NOW);
    CertificateAuthority other = CertificateAuthority.named("root", NOW);
    assertThrows(CertPathValidatorException.class, () -> validate(chain, other, NOW));
    Instant late = LEAF.validity().until().plusSeconds(1);
    assertThrows(CertPathValidatorException.class, () -> validate(chain, root, late));
  }

  @Test
  void makesWeakOnes() throws Exception {
    CertificateProfile sha1 = LEAF.hashed(CertificateHash.SHA1);
    assertEquals("SHA1withECDSA", sole(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).selfSigned(sha1)).getSigAlgName());
    X509Certificate rsa = sole(RoleSigner.generate(KeyAlgorithm.RSA_1024).selfSigned(sha1));
    assertEquals("SHA1withRSA", rsa.getSigAlgName());
    assertEquals(1024, ((RSAPublicKey) rsa.getPublicKey()).getModulus().bitLength());
  }

  @Test
  void writesYearsAfter2049() throws Exception {
    Instant until = Instant.parse("2150-12-31T23:59:59Z");
    X509Certificate leaf = sole(RoleSigner.generate(KeyAlgorithm.ED25519).selfSigned(LEAF.valid(NOW, until)));
    assertEquals(until, leaf.getNotAfter().toInstant());
  }

  @Test
  void successorsLookTheSame() throws Exception {
    CertificateAuthority authority = CertificateAuthority.named("root", NOW);
    RoleSigner signer = RoleSigner.generate(KeyAlgorithm.RSA_2048).issuedBy(authority, LEAF)
        .using(SignatureMethod.RSA_PKCS1);
    RoleSigner next = signer.successor();
    assertEquals("rsa-x509", next.keyType());
    assertEquals(SignatureMethod.RSA_PKCS1, next.method());
    assertTrue(!signer.id().equals(next.id()));
    validate(certificates(pem(next)), authority, NOW);
  }

  @Test
  void isWrittenTheOnlyWayThatDerHas() throws Exception {
    String pem = pem(RoleSigner.generate(KeyAlgorithm.RSA_2048).selfSigned(LEAF));
    byte[] der = sole(RoleSigner.generate(KeyAlgorithm.ED25519).showing(pem)).getEncoded();
    assertEquals(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n");
  }

  private static void validate(List<X509Certificate> chain, CertificateAuthority anchor, Instant at)
      throws Exception {
    X509Certificate root = certificates(anchor.certificate()).get(0);
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
  }

  private static X509Certificate sole(RoleSigner signer) throws Exception {
    return certificates(pem(signer)).get(0);
  }

  private static List<X509Certificate> certificates(String pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
        .stream().map(Certificate.class::cast).map(X509Certificate.class::cast).toList();
  }

  private static String pem(RoleSigner signer) {
    return new String(signer.material(), StandardCharsets.UTF_8);
  }
}
