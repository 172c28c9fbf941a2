package dev.trustverifier.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.NotTrustedException;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tuf.bundle.BundleSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate: policy, resolution, outages, time. */
class TufTrustVerifierTest {
  private static final Path FOLDER = Path.of("src/test/fixtures/notary");
  private static final Instant NOW = Instant.parse("2026-11-22T14:07:51Z");
  private static final String V1 = "sha256:77c98bac746e04a943292b60c92e1d3c27daef3e82e2e5279846e5e43485a5b2";
  private static final String V2 = "sha256:e916b564d909857e9d505ac3353b8263c3fa4cc240b6f30ddb94d3d58ad0a3c3";
  private static final String V3 = "sha256:91a2fb1ac6c6c603dee9e231cf150f3e0db92bf5688de34b91a22db520f1aaea";

  private final RecordingSource source = new RecordingSource(BundleSource.at(FOLDER));
  private final TufTrustVerifier verifier = verifier(TrustMemory.forgetful());

  private TufTrustVerifier verifier(TrustMemory memory) {
    return TufTrustVerifier.builder()
        .source(source)
        .policy(
            TrustPolicy.builder()
                .rule("lab.example/*", TrustRule.pinned(TrustPin.trustOnFirstUse()))
                .rule("lab.example/empty", TrustRule.deny("nothing in it"))
                .rule("lab.example/unlisted", TrustRule.exempt("built here"))
                .build())
        .memory(memory)
        .clock(InstantSource.fixed(NOW))
        .build();
  }

  @AfterEach
  void close() {
    verifier.close();
  }

  @Test
  void namesWhoSignedAndUpToWhenItHolds() {
    TrustedImage image = verifier.verify(ImageReference.parse("lab.example/delegated:v1")).orElseThrow();
    assertEquals("lab.example/delegated:v1@" + V1, image.pinnedReference());
    assertEquals(3165, image.length());
    assertEquals(RoleName.RELEASES, image.role());
    assertEquals(Set.of(RoleName.RELEASES, new RoleName("targets/alice")), image.signers());
    assertEquals(
        Set.of(
            "6092d417fe5da4b58575352f800c371445f4e3a2c4018b676ca62a86c663913d",
            "d37029dc6050dec94729abe7c7a61eddcc65c447ed1d16af0fc264d25ee62dbd"),
        image.keyIds().stream().map(Object::toString).collect(Collectors.toSet()));
    assertEquals(
        List.of("root 2", "timestamp 3", "snapshot 3", "targets 4", "targets/releases 1"),
        image.chain().stream().map(link -> link.role() + " " + link.version()).toList());
    assertEquals(Instant.parse("2029-10-29T14:07:46.25169421Z"), image.expires());
  }

  @ParameterizedTest
  @CsvSource({
    "lab.example/delegated:v3, " + V3 + ", targets",
    "lab.example/delegated:v3@" + V3 + ", " + V3 + ", targets",
    "lab.example/delegated@" + V3 + ", " + V3 + ", targets",
    "lab.example/delegated@" + V1 + ", " + V1 + ", targets/releases"
  })
  void resolvesTagsAndDigestsAsDockerDoes(String reference, String digest, String role) {
    TrustedImage image = verifier.verify(ImageReference.parse(reference)).orElseThrow();
    assertEquals(digest, image.digest().toString());
    assertEquals(role, image.role().value());
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }

  @Test
  void answersAtHandOnlyWhereNobodyHasToBeAsked() {
    ImageReference image = ImageReference.parse("lab.example/delegated:v1");
    assertEquals(Optional.empty(), verifier.verifyAtHand(image, soon()));
    assertEquals(Optional.empty(), verifier.verifyAtHand(image, soon()), "and it does not ask by the way");
    Verdict verdict = verifier.verify(image);
    assertEquals(Optional.of(verdict), verifier.verifyAtHand(image, soon()));
    for (String known : List.of("lab.example/delegated:no", "other.example/x:1", "lab.example/empty:v1",
        "lab.example/unlisted:v1")) {
      ImageReference reference = ImageReference.parse(known);
      assertEquals(Optional.of(verifier.verify(reference)), verifier.verifyAtHand(reference, soon()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lab.example/delegated:v2, TAG_LISTED", // only targets/bob lists it, which never answers
    "lab.example/delegated:latest, TAG_LISTED",
    "lab.example/delegated@" + V2 + ", DIGEST_LISTED",
    "lab.example/delegated:v1@" + V3 + ", DIGEST_MATCHES",
    "lab.example/nosuch:v1, COLLECTION_EXISTS",
    "other.example/plain:v1, POLICY_COVERS",
    "lab.example/empty:v1, POLICY_PERMITS"
  })
  void rejectsByTheRuleThatSaysWhy(String reference, SpecRule rule) {
    Verdict verdict = verifier.verify(ImageReference.parse(reference));
    assertEquals(rule, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule());
    assertThrows(NotTrustedException.class, verdict::orElseThrow);
  }

  @Test
  void asksNobodyAboutWhatThePolicyDecides() {
    assertInstanceOf(Verdict.Rejected.class, verifier.verify(ImageReference.parse("lab.example/empty:v1")));
    Verdict exempt = verifier.verify(ImageReference.parse("lab.example/unlisted:v1"));
    assertEquals(new Verdict.Exempt("built here", "lab.example/unlisted"), exempt);
    assertThrows(NotTrustedException.class, exempt::orElseThrow);
    assertEquals(List.of(), source.requests());
  }

  @Test
  void answersAgainWithoutAsking() {
    ImageReference image = ImageReference.parse("lab.example/delegated:v1");
    verifier.verify(image);
    int asked = source.requests().size();
    assertEquals(verifier.verify(image), verifier.verify(image));
    assertEquals(asked, source.requests().size());
  }

  @Test
  void fetchesInTheOrderOfTheChainAtFirstUse() {
    verifier.verify(ImageReference.parse("lab.example/plain:v1"));
    assertEquals(
        List.of("root", "timestamp", "snapshot", "targets"),
        source.requests().stream().map(name -> name.role().value()).toList());
  }

  @Test
  void readsTheWholeOfAnOutage() {
    source.answer(name -> new Fetched.Failed(new Outage(Outage.Kind.SERVER_ERROR, "GET x: 500")));
    Verdict.Undecided undecided =
        assertInstanceOf(
            Verdict.Undecided.class, verifier.verify(ImageReference.parse("lab.example/delegated:v1")));
    assertEquals(new Outage(Outage.Kind.SERVER_ERROR, "GET x: 500"), undecided.outage());
  }

  @Test
  void takesAFaultOfASourceForItsOwn() {
    source.answer(name -> {
      throw new IllegalStateException("a bug");
    });
    Verdict verdict = verifier.verify(ImageReference.parse("lab.example/delegated:v1"));
    assertEquals(Outage.Kind.INTERNAL, assertInstanceOf(Verdict.Undecided.class, verdict).outage().kind());
  }

  @Test
  void refusesMoreThanItAskedFor() {
    source.answer(name -> new Fetched.Found(new byte[17 * 1024 * 1024]));
    Verdict verdict = verifier.verify(ImageReference.parse("lab.example/delegated:v1"));
    Rejection rejection = assertInstanceOf(Verdict.Rejected.class, verdict).rejection();
    assertEquals(SpecRule.FILE_BOUNDED, rejection.rule());
  }

  @Test
  void givesUpAtTheDeadline() {
    Verdict verdict =
        verifier.verify(ImageReference.parse("lab.example/delegated:v1"), Deadline.after(Duration.ZERO));
    assertEquals(Outage.Kind.TIMED_OUT, assertInstanceOf(Verdict.Undecided.class, verdict).outage().kind());
  }

  @Test
  void verifiesSeveralImagesAndKeepsTheirOrder() {
    List<ImageReference> images =
        List.of("lab.example/plain:v1", "lab.example/delegated:v2", "lab.example/unlisted:x", "lab.example/plain:v1")
            .stream().map(ImageReference::parse).toList();
    Map<ImageReference, Verdict> verdicts = verifier.verifyAll(images);
    assertEquals(images.subList(0, 3), List.copyOf(verdicts.keySet()));
    assertInstanceOf(Verdict.Trusted.class, verdicts.get(images.get(0)));
    assertInstanceOf(Verdict.Rejected.class, verdicts.get(images.get(1)));
    assertInstanceOf(Verdict.Exempt.class, verdicts.get(images.get(2)));
  }

  @Test
  void refusesCallsOnceItIsClosed() {
    verifier.close();
    ImageReference image = ImageReference.parse("lab.example/plain:v1");
    assertThrows(IllegalStateException.class, () -> verifier.verify(image));
    assertThrows(IllegalStateException.class, () -> verifier.verifyAll(List.of(image)));
    assertThrows(IllegalStateException.class, () -> verifier.inspect(image.gun()));
  }

  @Test
  void wantsASourceAPolicyAndAMemory() {
    String message = assertThrows(IllegalStateException.class, () -> TufTrustVerifier.builder().build()).getMessage();
    assertTrue(message.endsWith("missing: source policy memory"), message);
  }

  @Test
  void refusesAPinnedRootThatIsNone() {
    TufTrustVerifierBuilder builder =
        TufTrustVerifier.builder()
            .source(source)
            .memory(TrustMemory.forgetful())
            .policy(TrustPolicy.builder().rule("a.example/*", TrustRule.pinned(TrustPin.root(new byte[] {1}))).build());
    String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
    assertTrue(message.contains("a.example/*"), message);
  }
}
