package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RootCertificateTest {
  private static final Gun GUN = new Gun("lab.example/team/app");
  private static final String LEAF = CertificateForge.of("CN=lab.example/team/app", TestKeys.P256).pem();
  private static final String CA = CertificateForge.of("CN=Some CA", TestKeys.P384).authority().pem();
  private static final String OTHER_LEAF = CertificateForge.of("CN=lab.example/team/app", TestKeys.P384).pem();

  @Test
  void takesALeafAloneOrWithAuthoritiesAboveIt() {
    assertEquals(Optional.empty(), TestKeys.bundle(LEAF).fault(GUN));
    assertEquals(Optional.empty(), TestKeys.bundle(LEAF + CA + CA).fault(GUN));
  }

  static Stream<Arguments> deviations() {
    int middle = LEAF.indexOf('\n') + 65;
    return Stream.of(
        Arguments.of("CRLF", LEAF.replace("\n", "\r\n")),
        Arguments.of("a header", LEAF.replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\n\n") + LEAF),
        Arguments.of("text before", "subject=x\n" + LEAF),
        Arguments.of("a line before", "\n" + LEAF),
        Arguments.of("text after", LEAF + "x"),
        Arguments.of("a line after", LEAF + "\n"),
        Arguments.of("no line feed at the end", LEAF.substring(0, LEAF.length() - 1)),
        Arguments.of("text between", LEAF + "\n" + CA),
        Arguments.of("one long line", LEAF.substring(0, middle) + LEAF.substring(middle + 1)),
        Arguments.of("a short line", LEAF.substring(0, middle - 4) + "\n" + LEAF.substring(middle - 4)),
        Arguments.of("space at a line's end", LEAF.substring(0, middle) + " " + LEAF.substring(middle)),
        Arguments.of("another block after", LEAF + LEAF.replace("CERTIFICATE", "PUBLIC KEY")),
        Arguments.of("another block before", LEAF.replace("CERTIFICATE", "X509 CRL") + LEAF),
        Arguments.of("a block that never ends", LEAF + LEAF.substring(0, middle)),
        Arguments.of("an odd character", LEAF.substring(0, middle - 4) + "!" + LEAF.substring(middle - 4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deviations")
  void refusesPemThatTheReferenceWouldWriteOtherwise(String what, String pem) {
    assertEquals(
        Optional.of("its certificate is not in plain PEM: 64 columns, line feeds, nothing else"),
        TestKeys.bundle(pem).fault(GUN),
        what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
      "-----BEGIN CERTIFICATE-----\nAQ==\n-----END CERTIFICATE-----\n",
      "-----BEGIN CERTIFICATE-----\nA===\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----"})
  void isAbsentWhereThereIsNoCertificate(String pem) {
    assertTrue(TestKeys.certified(pem).certificate().isEmpty());
    assertTrue(TestKeys.certified(pem).identity().isEmpty());
  }

  @Test
  void isAbsentForABareKey() {
    assertTrue(TestKeys.bare("ecdsa", TestKeys.P256).certificate().isEmpty());
  }

  @Test
  void aDelegationsKeyMayStandAmongOtherText() {
    VerificationKey key = TestKeys.certified("Certificate:\r\n  Data:\r\n" + LEAF.replace("\n", "\r\n"));
    assertTrue(key.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.signEcdsa(TestKeys.P256, 32)));
  }

  @Test
  void refusesBundlesOfAnotherShape() {
    assertFault("its certificate is that of a CA", CA + LEAF);
    assertFault("its certificate is that of a CA", CA);
    assertFault("its bundle holds a second certificate that is not of a CA", LEAF + OTHER_LEAF);
    assertFault("its bundle holds a second certificate that is not of a CA", LEAF + CA + LEAF);
    assertFault("its bundle holds a certificate that cannot be read", LEAF + TestKeys.pem(new byte[] {48, 0}));
    assertFault("its bundle holds a certificate that is not DER", LEAF + TestKeys.pem(new byte[] {48, -128, 0, 0}));
  }

  @ParameterizedTest
  @CsvSource({
    "lab.example/team/app, true",
    "lab.example/team/ap, false",
    "lab.example/team/app2, false",
    "lab.example/Team/app, false",
    "LAB.EXAMPLE/team/app, false",
    "lab.example/team/app/, false",
    "lab.example/team/*, true",
    "lab.example/team/***, true",
    "lab.example/*, true",
    "*, true",
    "**, true",
    "lab.example/team*, false",
    "lab.example/te*, false",
    "lab.example/team/app*, false",
    "lab.example/team/app/*, false",
    "lab.example/other/*, false",
    "lab.*/app, false",
    "*/app, false",
    "/*, false",
  })
  void theNameCoversACollectionExactlyOrUpToASlash(String name, boolean covers) {
    String pem = CertificateForge.of("CN=" + name, TestKeys.P256).pem();
    Optional<String> fault = covers ? Optional.empty() : Optional.of("its certificate names " + name);
    assertEquals(fault, TestKeys.bundle(pem).fault(GUN));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "CN=lab.example/team/app,CN=lab.example/other | its certificate names lab.example/other",
    "CN=lab.example/other,O=x,CN=lab.example/team/app | ",
    "O=lab.example/team/app | its certificate names no collection",
  })
  void theLastNameCounts(String subject, String fault) {
    assertFault(fault, CertificateForge.of(subject, TestKeys.P256).pem());
  }

  @Test
  void refusesWeakSignaturesInLeafAndAuthorities() {
    for (String[] weak : new String[][] {
      {"1.2.840.113549.1.1.5", "SHA-1"}, {"1.2.840.10045.4.1", "SHA-1"}, {"1.3.14.3.2.29", "SHA-1"},
      {"1.2.840.113549.1.1.4", "MD5"}, {"1.2.840.113549.1.1.2", "MD2"}
    }) {
      AlgorithmIdentifier algorithm = CertificateForge.algorithm(weak[0]);
      String leaf = CertificateForge.of("CN=lab.example/team/app", TestKeys.P256).algorithm(algorithm).pem();
      assertFault("its certificate is signed with " + weak[1], leaf);
      String ca = CertificateForge.of("CN=ca", TestKeys.P384).authority().algorithm(algorithm).pem();
      assertFault("the CA certificate in its bundle is signed with " + weak[1], LEAF + CA + ca);
    }
  }

  @Test
  void knowsTheHashUnderPss() {
    CertificateForge forge = CertificateForge.of("CN=lab.example/team/app", TestKeys.P256);
    AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    RSASSAPSSparams good = new RSASSAPSSparams(
        sha256, RSASSAPSSparams.DEFAULT_MASK_GEN_FUNCTION, RSASSAPSSparams.DEFAULT_SALT_LENGTH,
        RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    AlgorithmIdentifier pss = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, good);
    assertFault(null, forge.algorithm(pss).pem());
    AlgorithmIdentifier byDefault =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, new RSASSAPSSparams());
    assertFault("its certificate is signed with SHA-1", forge.algorithm(byDefault).pem());
  }

  @Test
  void refusesTwoSignatureAlgorithmsInOneCertificate() {
    byte[] der = CertificateForge.of("CN=lab.example/team/app", TestKeys.P256)
        .der(CertificateForge.algorithm("1.2.840.10045.4.3.3"));
    assertTrue(TestKeys.certified(TestKeys.pem(der)).certificate().isEmpty());
  }

  @Test
  void refusesShortRsaKeys() {
    byte[] rsa = TestKeys.generate("RSA", 1024).getPublic().getEncoded();
    String ca = CertificateForge.of("CN=ca", rsa).authority().pem();
    assertFault("the CA certificate in its bundle holds an RSA key of 1024 bits", LEAF + ca);
    String leaf = CertificateForge.of("CN=lab.example/team/app", rsa).pem();
    VerificationKey key = PublicKeys.read("rsa-x509", leaf.getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        Optional.of("its certificate holds an RSA key of 1024 bits"), key.certificate().orElseThrow().fault(GUN));
    assertTrue(key.identity().isEmpty());
  }

  @Test
  void refusesAnEmptyWindow() {
    Instant instant = CertificateForge.BEGINS;
    CertificateForge forge = CertificateForge.of("CN=lab.example/team/app", TestKeys.P256);
    assertFault("its certificate ends before it begins", forge.valid(instant, instant.minusSeconds(1)).pem());
    assertFault(null, forge.valid(instant, instant).pem());
  }

  @Test
  void aCertificateUnderTheWrongTypeIsUnusable() {
    VerificationKey key = PublicKeys.read("rsa-x509", LEAF.getBytes(StandardCharsets.US_ASCII));
    assertTrue(key.identity().isEmpty());
    assertFalse(key.verifies("ecdsa", TestKeys.MESSAGE, TestKeys.signEcdsa(TestKeys.P256, 32)));
    assertEquals(
        Optional.of("its certificate holds a key that is not for RSA"), key.certificate().orElseThrow().fault(GUN));
  }

  private static void assertFault(String fault, String pem) {
    assertEquals(Optional.ofNullable(fault), TestKeys.bundle(pem).fault(GUN));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "real-control | ",
    "cn-other | its certificate names lab.example/else",
    "cn-prefix | its certificate names lab.example/for",
    "cn-case | its certificate names LAB.example/forged",
    "cn-wildcard | ",
    "cn-star | ",
    "cn-wildcard-inside | its certificate names lab.*/forged",
    "cert-expired | its certificate expired 2020-01-01T00:00:00Z",
    "cert-future | its certificate is not valid before 2045-01-01T00:00:00Z",
    "cert-ca | its certificate is that of a CA",
    "cert-sha1 | its certificate is signed with SHA-1",
    "cert-rsa1024 | its certificate holds an RSA key of 1024 bits",
    "cert-rsa2048 | ",
  })
  void judgesTheForgedCertificatesAsTheReferenceDoes(String name, String fault) {
    String collection = name.equals("real-control") ? "plain" : "forged";
    Path root =
        TestKeys.FIXTURES
            .resolve("notary-bad/cases/" + name + "/1/lab.example/" + collection + "/_trust/tuf/root.json");
    VerificationKey key = TestKeys.rootKeyIn(root).read();
    Instant now = Instant.parse("2026-11-22T14:08:23Z");
    Optional<String> found =
        key.certificate().orElseThrow().fault(new Gun("lab.example/" + collection))
            .or(() -> key.certificate().orElseThrow().faultAt(now));
    assertEquals(Optional.ofNullable(fault), found);
  }

  @Test
  void messagesAreOfOneLineWhateverTheName() {
    Matcher control = Pattern.compile("\\p{Cntrl}").matcher(
        new CommonName("a\r\n\u001B[31m".repeat(999)).faultFor(GUN).orElseThrow());
    assertFalse(control.find());
  }
}
