package dev.trustverifier.tuf.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.SignedAs;
import dev.trustverifier.policy.SignerRequirement;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.TufTrustVerifierBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {
  private static final Path FIXTURES = Path.of("src", "test", "fixtures", "notary");
  private static final Instant NOW = Instant.parse("2026-11-22T14:07:51Z");

  private static final String CLUSTER = rule("registry.k8s.io/*", "\"exempt\": \"cluster\"");
  private static final String OURS = rule("*.trusted.example/*", "\"exempt\": \"ours\"");

  private static PolicyFile parse(String json) {
    return PolicyFile.parse(json.getBytes(StandardCharsets.UTF_8), FIXTURES);
  }

  private static Verdict verify(String rule, String image) {
    PolicyFile file =
        parse("{\"rules\": [" + rule + "], \"sources\": [{\"images\": \"lab.example/**\", \"bundle\": \".\"}]}");
    TufTrustVerifierBuilder builder =
        TufTrustVerifier.builder().policy(file.policy()).memory(TrustMemory.forgetful())
            .clock(InstantSource.fixed(NOW));
    file.sources().entries().forEach(entry -> builder.source(entry.pattern().toString(), entry.value().open()));
    try (TufTrustVerifier verifier = builder.build()) {
      return verifier.verify(ImageReference.parse(image));
    }
  }

  private static SpecRule refusal(String rule, String image) {
    return assertInstanceOf(Verdict.Rejected.class, verify(rule, image)).rejection().rule();
  }

  private static String rule(String images, String members) {
    return "{\"images\": \"" + images + "\", " + members + "}";
  }

  @Test
  void readsHowOldAnAnswerMayBe() {
    Freshness all =
        Freshness.recheckAfter(Duration.ofMinutes(5))
            .rideOutOutage(Duration.ofHours(4)).formerDigests(Duration.ofDays(7));
    assertEquals(
        all, freshness("{\"recheckAfter\": \"PT5M\", \"rideOutOutage\": \"PT4H\", \"formerDigests\": \"P7D\"}"));
    assertEquals(Freshness.defaults().rideOutOutage(Duration.ofDays(1)), freshness("{\"rideOutOutage\": \"P1D\"}"));
    assertEquals(Freshness.defaults(), freshness("{}"));
  }

  private static Freshness freshness(String member) {
    String rule = rule("a.example/b", "\"pins\": \"trust-on-first-use\", \"freshness\": " + member);
    PolicyFile file = parse("{\"rules\": [" + rule + "]}");
    TrustRule read = file.policy().ruleFor(new Gun("a.example/b")).orElseThrow().value();
    return assertInstanceOf(TrustRule.Verify.class, read).freshness();
  }

  @Test
  void readsTheExampleOfItsDocumentation(@TempDir Path folder) throws IOException {
    String source = Files.readString(Path.of("src/main/java/dev/trustverifier/tuf/config/PolicyFile.java"));
    String example =
        source.substring(source.indexOf("{@code\n") + 7, source.indexOf(" * }</pre>")).replaceAll("(?m)^ \\* ?", "");
    for (String name : List.of("contoso-ca.pem", "notary-ca.pem")) {
      Files.copy(FIXTURES.resolve("pins/pin-ca.crt"), folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("trust-bundle"));
    PolicyFile file = PolicyFile.read(Files.writeString(folder.resolve("policy.json"), example));
    assertEquals(4, file.policy().rules().size());
    assertEquals(
        "exempt: comes with the cluster",
        file.policy().ruleFor(new Gun("registry.k8s.io/pause")).orElseThrow().value().summary());
    assertEquals(
        "denied: end of life",
        file.policy().ruleFor(new Gun("contoso.azurecr.io/shop/legacy-till")).orElseThrow().value().summary());
    assertInstanceOf(SourceSettings.Bundle.class, source(file, "contoso.azurecr.io/shop/api"));
    assertInstanceOf(SourceSettings.Notary.class, source(file, "docker.io/library/alpine"));
  }

  private static SourceSettings source(PolicyFile file, String gun) {
    return file.sources().find(new Gun(gun)).map(PatternMap.Entry::value).orElseThrow();
  }

  @Test
  void readsAllOfARuleThatVerifies() {
    PolicyFile file = parse("{\"rules\": [" + rule("mirror.example/hub/**", """
        "pins": [{"certificate": "%s"}, {"certificate": "%s"}], "lookIn": ["targets", "targets/a/b"],
        "signers": {"threshold": 1, "of": ["alice", "targets/team/ci"]},
        "signedAs": {"prefix": "mirror.example/hub", "original": "docker.io"}"""
        .formatted("0".repeat(64), "f".repeat(64))) + "]}");
    TrustRule.Verify read = (TrustRule.Verify) file.policy().rules().get(0).value();
    assertEquals(2, read.pins().size());
    assertEquals(List.of(RoleName.TARGETS, new RoleName("targets/a/b")), read.roles());
    assertEquals(Optional.of(SignerRequirement.of(1, "alice", "targets/team/ci")), read.signers());
    assertEquals(Optional.of(new SignedAs.Prefix("mirror.example/hub", "docker.io")), read.mirrored());
    assertEquals(0, file.sources().entries().size());
  }

  @Test
  void looksWhereDockerDoesUnlessToldOtherwise() {
    TrustRule.Verify read = (TrustRule.Verify) parse("{\"rules\": ["
        + rule("**", "\"pins\": \"trust-on-first-use\"") + "]}").policy().rules().get(0).value();
    assertEquals(List.of(new TrustPin.FirstUse()), read.pins());
    assertEquals(List.of(RoleName.RELEASES, RoleName.TARGETS), read.roles());
    assertEquals(Optional.empty(), read.signers());
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "\"pins\": \"trust-on-first-use\"",
    "\"pins\": [{\"root\": \"lab.example/plain/_trust/tuf/root.json\"}]",
    "\"pins\": [{\"root\": \"lab.example/rsa-root/_trust/tuf/root.json\"},"
        + "{\"root\": \"lab.example/plain/_trust/tuf/root.json\"}]"})
  void trustsByEachKindOfPin(String pins) {
    assertInstanceOf(Verdict.Trusted.class, verify(rule("lab.example/*", pins), "lab.example/plain:v1"));
  }

  @ParameterizedTest
  @CsvSource({"pin-ca.crt, true", "pin-both.crt, true", "other-ca.crt, false"})
  void trustsBelowAnAuthorityOnly(String file, boolean trusted) {
    String rule = rule("lab.example/*", "\"pins\": [{\"certificateAuthority\": \"pins/" + file + "\"}]");
    assertEquals(trusted, verify(rule, "lab.example/ca-chain:v1") instanceof Verdict.Trusted);
  }

  @Test
  void refusesAnotherRootAndAnotherCertificate() {
    String root = "{\"root\": \"lab.example/rsa-root/_trust/tuf/root.json\"}";
    assertEquals(SpecRule.ROOT_CERTIFICATE, refusal(rule("**", "\"pins\": [" + root + "]"), "lab.example/plain:v1"));
    String certificate = "{\"certificate\": \"" + "0".repeat(64) + "\"}";
    assertEquals(SpecRule.ROOT_PINNED, refusal(rule("**", "\"pins\": [" + certificate + "]"), "lab.example/plain:v1"));
  }

  @Test
  void asksForSigners() {
    String any = "\"pins\": \"trust-on-first-use\", \"signers\": {\"threshold\": 1, \"of\": [\"alice\", \"bob\"]}";
    assertInstanceOf(Verdict.Trusted.class, verify(rule("**", any), "lab.example/delegated:v1"));
    assertEquals(SpecRule.SIGNERS_MET, refusal(rule("**", any), "lab.example/delegated:v3"));
    String all = any.replace("\"threshold\": 1", "\"threshold\": 2");
    assertEquals(SpecRule.SIGNERS_MET, refusal(rule("**", all), "lab.example/delegated:v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "\"prefix\": \"mirror.example/lab\", \"original\": \"lab.example\"",
    "\"repository\": \"mirror.example/lab/plain\", \"original\": \"lab.example/plain\""})
  void provesAMirrorByItsOriginal(String mirror) {
    String rule = rule("mirror.example/lab/plain", "\"pins\": \"trust-on-first-use\", \"signedAs\": {" + mirror + "}");
    Verdict verdict = verify(rule, "mirror.example/lab/plain:v1");
    assertTrue(verdict.orElseThrow().pinnedReference().startsWith("mirror.example/lab/plain:v1@sha256:"));
  }

  @Test
  void exemptsAndDeniesAndCoversNothingElse() {
    String rules = rule("a.example/x", "\"exempt\": \"ours\"") + ", " + rule("a.example/*", "\"deny\": \"theirs\"");
    assertEquals("ours", assertInstanceOf(Verdict.Exempt.class, verify(rules, "a.example/x")).reason());
    assertEquals(SpecRule.POLICY_PERMITS, refusal(rules, "a.example/y"));
    assertEquals(SpecRule.POLICY_COVERS, refusal(rules, "lab.example/plain:v1"));
  }

  /** Portieris before 0.14.2 and Connaisseur let the pattern match inside the path of another host. */
  @ParameterizedTest
  @ValueSource(strings = {
    "evil.example/registry.k8s.io/pause:1", "evil.example/x.trusted.example/app", "docker.io/registry.k8s.io/pause",
    "registry.k8s.io.evil.example/pause", "xregistry.k8s.io/pause", "registry.k8s.io:444/pause",
    "evil-registry.k8s.io/pause", "registry.k8s.io/pause/inner", "trusted.example/app", "x.trusted.example/a/b",
    "trusted.example.evil.example/app", "pause", "library/pause"})
  void exemptsNothingThatOnlyLooksLikeWhatIsExempt(String image) {
    String rules = CLUSTER + ", " + OURS;
    assertEquals(SpecRule.POLICY_COVERS, refusal(rules, image));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "registry.k8s.io/pause", "registry.k8s.io/pause:3.9", "REGISTRY.K8S.IO/pause", "x.trusted.example/app",
    "registry.k8s.io/pause@sha256:0000000000000000000000000000000000000000000000000000000000000000"})
  void exemptsWhatIsExemptHoweverItIsWritten(String image) {
    String rules = CLUSTER + ", " + OURS;
    assertInstanceOf(Verdict.Exempt.class, verify(rules, image));
  }

  @Test
  void namesAFolderOfCertificatesForServers() {
    PolicyFile file = parse("""
        {"rules": [], "sources": [
          {"images": "a.azurecr.io/**", "acr": "a.azurecr.io", "certs": "pins"},
          {"images": "c.example/**", "notary": "https://notary.example", "certs": "pins"}]}""");
    Optional<Path> pins = Optional.of(FIXTURES.resolve("pins"));
    assertEquals(pins, ((SourceSettings.Acr) source(file, "a.azurecr.io/x")).certificates());
    assertEquals(pins, ((SourceSettings.Notary) source(file, "c.example/x")).certificates());
    source(file, "a.azurecr.io/x").open().close();
    source(file, "c.example/x").open().close();
  }

  @Test
  void keepsReferencesToCredentialsAndOpensWhatNeedsThem() {
    PolicyFile file = parse("""
        {"rules": [], "sources": [
          {"images": "a.azurecr.io/**", "acr": "a.azurecr.io", "credential": "docker-config:config.json"},
          {"images": "b.azurecr.io/**", "acr": "b.azurecr.io", "ca": "pins/pin-ca.crt", "credential": "env:TOKEN"},
          {"images": "c.example/**", "notary": "https://notary.example", "credential": "env:TOKEN",
           "tokenHost": "auth.example"},
          {"images": "e.azurecr.io/**", "acr": "e.azurecr.io", "credential": "managed-identity:app"},
          {"images": "d.example/**", "notary": "https://notary.example/d", "ca": "pins/pin-ca.crt"}]}""");
    SourceSettings.Acr first = (SourceSettings.Acr) source(file, "a.azurecr.io/x");
    assertEquals("docker-config:" + FIXTURES.resolve("config.json"), first.credential().orElseThrow().toString());
    SourceSettings.Acr second = (SourceSettings.Acr) source(file, "b.azurecr.io/x");
    assertEquals("env:TOKEN", second.credential().orElseThrow().toString());
    assertTrue(second.authorities().isPresent());
    first.open().close();
    try (MetadataSource opened = second.open()) {
      assertEquals("https://b.azurecr.io/v2/b.azurecr.io/x", opened.describe(new Gun("b.azurecr.io/x")));
    }
    SourceSettings.Acr third = (SourceSettings.Acr) source(file, "e.azurecr.io/x");
    assertEquals("managed-identity:app", third.identity().orElseThrow().toString());
    assertEquals(Optional.empty(), third.credential());
    third.open().close();
    assertEquals(Optional.of("auth.example"), ((SourceSettings.Notary) source(file, "c.example/x")).tokenHost());
    source(file, "c.example/x").open().close();
    source(file, "d.example/x").open().close();
  }

  @Test
  void pathsStartFromTheFolderOfTheFile(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Path file = Files.writeString(folder.resolve("a/policy.json"),
        "{\"rules\": [], \"sources\": [{\"images\": \"**\", \"bundle\": \"b\"}]}");
    SourceSettings.Bundle bundle = (SourceSettings.Bundle) source(PolicyFile.read(file), "x.example/y");
    assertEquals(folder.resolve("a/b"), bundle.folder());
  }
}
