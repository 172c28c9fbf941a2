package dev.trustverifier.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustRuleTest {
  private static final TrustPin CERTIFICATE = TrustPin.certificate(new KeyId("0a".repeat(32)));
  private static final TrustPin OTHER_CERTIFICATE = TrustPin.certificate(new KeyId("0b".repeat(32)));
  private static final TrustPin ROOT = TrustPin.root(new byte[] {'{', '}'});
  private static final TrustPin FIRST_USE = TrustPin.trustOnFirstUse();
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private static String authorities() throws IOException {
    try (var input = TrustRuleTest.class.getResourceAsStream("two-authorities.pem")) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void looksInReleasesThenInTargetsUnlessToldOtherwise() {
    TrustRule.Verify rule = TrustRule.pinned(CERTIFICATE);
    assertEquals(List.of(RoleName.RELEASES, RoleName.TARGETS), rule.roles());
    RoleName alice = new RoleName("targets/alice");
    assertEquals(List.of(alice, RoleName.TARGETS), rule.lookIn(alice, RoleName.TARGETS).roles());
    assertEquals(rule.pins(), rule.lookIn(alice).pins());
  }

  @ParameterizedTest
  @ValueSource(strings = {"root", "timestamp", "snapshot"})
  void looksInNoRoleThatListsNoImages(String role) {
    TrustRule.Verify rule = TrustRule.pinned(CERTIFICATE);
    String message =
        assertThrows(IllegalArgumentException.class, () -> rule.lookIn(new RoleName(role))).getMessage();
    assertTrue(message.endsWith("not in " + role), message);
  }

  @Test
  void looksSomewhereAndNowhereTwice() {
    TrustRule.Verify rule = TrustRule.pinned(CERTIFICATE);
    assertThrows(IllegalArgumentException.class, rule::lookIn);
    assertThrows(IllegalArgumentException.class, () -> rule.lookIn(RoleName.TARGETS, RoleName.TARGETS));
  }

  @Test
  void takesSeveralPinsOfOneKind() {
    assertEquals(List.of(CERTIFICATE, OTHER_CERTIFICATE), TrustRule.pinned(CERTIFICATE, OTHER_CERTIFICATE).pins());
  }

  @Test
  void refusesPinsOfDifferentKinds() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> TrustRule.pinned(CERTIFICATE, ROOT)).getMessage();
    assertEquals("the pins of one rule are of one kind: [Certificate, Root]", message);
  }

  @Test
  void refusesAnythingBesideTrustOnFirstUse() {
    assertThrows(IllegalArgumentException.class, () -> TrustRule.pinned(FIRST_USE, CERTIFICATE));
    assertThrows(IllegalArgumentException.class, () -> TrustRule.pinned(CERTIFICATE, FIRST_USE));
    assertThrows(IllegalArgumentException.class, () -> TrustRule.pinned(FIRST_USE, FIRST_USE));
    assertEquals(List.of(FIRST_USE), TrustRule.pinned(FIRST_USE).pins());
  }

  @Test
  void refusesARuleWithoutAPin() {
    List<RoleName> roles = List.of(RoleName.TARGETS);
    assertThrows(
        IllegalArgumentException.class,
        () -> new TrustRule.Verify(List.of(), roles, Optional.empty(), Optional.empty(), Freshness.defaults()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void wantsAReason(String reason) {
    assertThrows(IllegalArgumentException.class, () -> TrustRule.exempt(reason));
    assertThrows(IllegalArgumentException.class, () -> TrustRule.deny(reason));
  }

  @Test
  void keepsAPinnedRootToItself() {
    byte[] json = {'{', '}'};
    TrustPin.Root pin = (TrustPin.Root) TrustPin.root(json);
    json[0] = 'x';
    pin.json()[1] = 'x';
    assertArrayEquals(new byte[] {'{', '}'}, pin.json());
    assertEquals(ROOT, pin);
    assertEquals(ROOT.hashCode(), pin.hashCode());
    assertNotEquals(ROOT, TrustPin.root(new byte[] {'['}));
    assertThrows(IllegalArgumentException.class, () -> TrustPin.root(new byte[0]));
  }

  @Test
  void readsEveryAuthorityInAPemText() throws IOException {
    TrustPin.CertificateAuthority pin = (TrustPin.CertificateAuthority) TrustPin.certificateAuthority(authorities());
    assertEquals(List.of("CN=Authority one", "CN=Authority two"),
        pin.certificates().stream().map(X509Certificate::getSubjectX500Principal).map(Object::toString).toList());
    assertEquals(pin, TrustPin.certificateAuthority(authorities().replace("\n", "\r\n")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "''|there is no line " + BEGIN,
    "junk|there is no line " + BEGIN,
    BEGIN + "|PEM block 1 has no line " + END,
    END + "|a PEM block ends that has no line " + BEGIN,
    BEGIN + END + "|PEM block 1 is not an X.509 certificate in base64",
    BEGIN + "!" + END + "|PEM block 1 is not an X.509 certificate in base64",
    BEGIN + "MIIB" + END + "|PEM block 1 is not an X.509 certificate in base64",
    "-----BEGIN PRIVATE KEY-----|PEM block 1 is not a CERTIFICATE",
    "-----BEGIN TRUSTED CERTIFICATE-----|PEM block 1 is not a CERTIFICATE",
  })
  void refusesAPemTextThatIsNotAllCertificates(String pem, String reason) {
    assertEquals(reason,
        assertThrows(IllegalArgumentException.class, () -> TrustPin.certificateAuthority(pem)).getMessage());
  }

  @Test
  void losesNoAuthorityToAMistypedLine() throws IOException {
    String pem = authorities();
    int second = pem.lastIndexOf(BEGIN);
    for (String broken : List.of(
        pem.substring(0, second) + pem.substring(second + 1),
        pem.replaceFirst(END, ""),
        pem + BEGIN,
        pem.substring(0, pem.length() - 40))) {
      assertThrows(IllegalArgumentException.class, () -> TrustPin.certificateAuthority(broken));
    }
  }
}
