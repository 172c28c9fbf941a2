package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.chain.RootCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:07:51Z");
  private static final String LEAF = "O=lab,CN=lab.example/a";
  private static final String CA = "CN=ca";
  private static final String MIDDLE = "CN=middle";
  private static final KeyPair CA_KEYS = TestKeys.P384;
  private static final KeyPair MIDDLE_KEYS = TestKeys.P521;
  private static final X509Certificate ROOT = ca().authority().certificate();

  private static CertificateForge ca() {
    return CertificateForge.of(CA, CA_KEYS);
  }

  private static CertificateForge middle() {
    return CertificateForge.of(MIDDLE, MIDDLE_KEYS).issuedBy(CA, CA_KEYS);
  }

  private static CertificateForge leaf() {
    return CertificateForge.of(LEAF, TestKeys.P256).issuedBy(CA, CA_KEYS);
  }

  private static CertificateForge leafBelowMiddle() {
    return CertificateForge.of(LEAF, TestKeys.P256).issuedBy(MIDDLE, MIDDLE_KEYS);
  }

  private static boolean issued(String pem, X509Certificate... authorities) {
    return TestKeys.bundle(pem).issuedBy(List.of(authorities), NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "ca-leaf, pin-ca, false",
    "ca-leaf, pin-inter, true",
    "ca-leaf, pin-both, true",
    "ca-leaf, other-ca, false",
    "ca-leaf, ca-leaf, true",
    "ca-leaf, ca-chain, false",
    "ca-chain, pin-ca, true",
    "ca-chain, pin-inter, true",
    "ca-chain, pin-both, true",
    "ca-chain, other-ca, false",
    "ca-codesign, pin-ca, true",
    "ca-codesign, pin-inter, true",
    "ca-codesign, pin-both, true",
    "ca-codesign, other-ca, false",
    "plain, pin-both, false",
  })
  void judgesRealBundlesAsTheReferenceDoesSaveForCodeSigning(String collection, String pin, boolean issued)
      throws Exception {
    RootCertificate bundle = TestKeys.rootKeyIn(TestKeys.root(collection)).read().certificate().orElseThrow();
    assertEquals(Optional.empty(), bundle.fault(new Gun("lab.example/" + collection)));
    assertEquals(Optional.empty(), bundle.faultAt(NOW));
    assertEquals(issued, bundle.issuedBy(pinned(pin), NOW));
  }

  private static List<X509Certificate> pinned(String name) throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(TestKeys.FIXTURES.resolve("notary/pins/" + name + ".crt"))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  @Test
  void acceptsALeafBelowTheAuthorityOrBelowItsIntermediate() {
    assertTrue(issued(leaf().pem(), ROOT));
    assertTrue(issued(leafBelowMiddle().pem() + middle().authority().pem(), ROOT));
    assertTrue(issued(leafBelowMiddle().pem(), middle().authority().certificate()));
    assertFalse(issued(leafBelowMiddle().pem(), ROOT));
    assertFalse(issued(leaf().pem()));
  }

  @Test
  void anAuthorityOfTheRightNameHasToHaveTheRightKey() {
    assertFalse(issued(leaf().pem(), CertificateForge.of(CA, MIDDLE_KEYS).authority().certificate()));
    String forged = CertificateForge.of(MIDDLE, MIDDLE_KEYS).issuedBy(CA, TestKeys.P256).authority().pem();
    assertFalse(issued(leafBelowMiddle().pem() + forged, ROOT));
    assertTrue(issued(leafBelowMiddle().pem() + forged + middle().authority().pem(), ROOT), "the other one will do");
  }

  @Test
  void theLeafItselfMayBePinnedButIssuesNothing() {
    CertificateForge self = CertificateForge.of(LEAF, TestKeys.P256);
    X509Certificate certificate = self.certificate();
    byte[] der = encoded(certificate);
    assertTrue(issued(TestKeys.pem(der), certificate));
    assertFalse(issued(CertificateForge.of(LEAF, CA_KEYS).issuedBy(LEAF, TestKeys.P256).pem(), certificate));
    assertFalse(issued(TestKeys.pem(der), CertificateForge.of(LEAF, TestKeys.P384).certificate()));
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAuthorityHasToBeOne() {
    assertFalse(issued(leaf().pem(), ca().certificate()));
    assertFalse(issued(leaf().pem(), ca().authority().usage(KeyUsage.digitalSignature).certificate()));
    assertTrue(issued(leaf().pem(), ca().authority().usage(KeyUsage.keyCertSign).certificate()));
    assertFalse(issued(leafBelowMiddle().pem() + middle().pem(), ROOT));
    assertFalse(
        issued(leafBelowMiddle().pem() + middle().authority().usage(KeyUsage.digitalSignature).pem(), ROOT));
  }

  @Test
  void pathLengthsAreHeeded() {
    String chain = leafBelowMiddle().pem() + middle().authority(0).pem();
    assertTrue(issued(chain, ROOT));
    assertTrue(issued(chain, ca().authority(1).certificate()));
    assertFalse(issued(chain, ca().authority(0).certificate()));
    assertTrue(issued(leaf().pem(), ca().authority(0).certificate()));
    String deeper =
        CertificateForge.of(LEAF, TestKeys.P256).issuedBy("CN=deep", TestKeys.P256).pem()
            + CertificateForge.of("CN=deep", TestKeys.P256).issuedBy(MIDDLE, MIDDLE_KEYS).authority().pem();
    assertTrue(issued(deeper + middle().authority().pem(), ROOT));
    assertFalse(issued(deeper + middle().authority(0).pem(), ROOT));
  }

  @Test
  void datesAreHeededOfAuthoritiesAndOfThePath() {
    Instant past = NOW.minusSeconds(5);
    Instant future = NOW.plusSeconds(5);
    assertFalse(issued(leaf().pem(), ca().authority().valid(CertificateForge.BEGINS, past).certificate()));
    assertFalse(issued(leaf().pem(), ca().authority().valid(future, CertificateForge.ENDS).certificate()));
    assertFalse(issued(leaf().valid(CertificateForge.BEGINS, past).pem(), ROOT));
    String expired = middle().authority().valid(CertificateForge.BEGINS, past).pem();
    assertFalse(issued(leafBelowMiddle().pem() + expired, ROOT));
  }

  @Test
  void theClockIsTheOneHandedIn() {
    Instant year2035 = Instant.parse("2035-01-01T00:00:00Z");
    String later = leaf().valid(year2035, CertificateForge.ENDS).pem();
    assertFalse(TestKeys.bundle(later).issuedBy(List.of(ROOT), NOW));
    assertTrue(TestKeys.bundle(later).issuedBy(List.of(ROOT), year2035));
    assertFalse(TestKeys.bundle(later).issuedBy(List.of(ROOT), year2035.minusSeconds(1)));
  }

  @Test
  void weakAuthoritiesAreIgnored() {
    X509Certificate sha1 = ca().authority().algorithm(CertificateForge.algorithm("1.2.840.10045.4.1")).certificate();
    assertFalse(issued(leaf().pem(), sha1));
    assertTrue(issued(leaf().pem(), sha1, ROOT));
  }

  @Test
  void theLeafHasToBeForServersCodeOrAnything() {
    assertTrue(issued(leaf().purposes(KeyPurposeId.id_kp_serverAuth).pem(), ROOT));
    assertTrue(issued(leaf().purposes(KeyPurposeId.id_kp_codeSigning).pem(), ROOT));
    assertTrue(issued(leaf().purposes(KeyPurposeId.anyExtendedKeyUsage).pem(), ROOT));
    assertTrue(issued(leaf().purposes(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_codeSigning).pem(), ROOT));
    assertFalse(issued(leaf().purposes(KeyPurposeId.id_kp_clientAuth).pem(), ROOT));
    assertFalse(
        issued(leaf().purposes(KeyPurposeId.id_kp_emailProtection, KeyPurposeId.id_kp_OCSPSigning).pem(), ROOT));
  }

  @Test
  void theAuthoritiesAboveItHaveToServeTheSamePurpose() {
    X509Certificate mail = ca().authority().purposes(KeyPurposeId.id_kp_emailProtection).certificate();
    assertFalse(issued(leaf().pem(), mail));
    X509Certificate code = ca().authority().purposes(KeyPurposeId.id_kp_codeSigning).certificate();
    assertTrue(issued(leaf().pem(), code));
    assertFalse(issued(leaf().purposes(KeyPurposeId.id_kp_serverAuth).pem(), code));
    String server = middle().authority().purposes(KeyPurposeId.id_kp_serverAuth).pem();
    assertFalse(issued(leafBelowMiddle().purposes(KeyPurposeId.id_kp_codeSigning).pem() + server, ROOT));
  }

  @Test
  void nameConstraintsAreHeededInPathsAndAnchors() {
    assertTrue(issued(leafBelowMiddle().pem() + only("O=lab", middle()).pem(), ROOT));
    assertFalse(issued(leafBelowMiddle().pem() + only("O=elsewhere", middle()).pem(), ROOT));
    assertTrue(issued(leaf().pem(), only("O=lab", ca()).certificate()));
    assertFalse(issued(leaf().pem(), only("O=elsewhere", ca()).certificate()));
    assertFalse(issued(leafBelowMiddle().pem(), only("O=elsewhere", middle()).certificate()));
  }

  private static CertificateForge only(String name, CertificateForge authority) {
    GeneralSubtree[] permitted = {new GeneralSubtree(new GeneralName(new X500Name(name)))};
    return authority.authority().with(Extension.nameConstraints, true, new NameConstraints(permitted, null));
  }

  @Test
  void unknownCriticalExtensionsAreRefusedBelowAnAuthority() {
    ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    assertFalse(issued(leaf().with(unknown, true, DERNull.INSTANCE).pem(), ROOT));
    assertTrue(issued(leaf().with(unknown, false, DERNull.INSTANCE).pem(), ROOT));
  }

  @Test
  void aMazeOfAuthoritiesEndsSoon() {
    StringBuilder maze = new StringBuilder(
        CertificateForge.of(LEAF, TestKeys.P256).issuedBy(CA, MIDDLE_KEYS).pem());
    for (int i = 0; i < 60; i++) {
      maze.append(CertificateForge.of(CA, MIDDLE_KEYS).authority().pem());
    }
    assertTimeout(Duration.ofSeconds(60), () -> assertFalse(issued(maze.toString(), ROOT)));
  }
}
