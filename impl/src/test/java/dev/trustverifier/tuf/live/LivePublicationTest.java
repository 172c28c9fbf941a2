package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.bundle.BundleSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the real client publishes is what we verify. */
@ExtendWith(OnLiveNotary.class)
class LivePublicationTest {
  private static final byte[] MANIFEST = "{\"schemaVersion\":2}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "{\"schemaVersion\":2,\"other\":true}".getBytes(StandardCharsets.UTF_8);

  @Test
  void trustsAFirstPublicationWithTheDigestAndLengthThatTheClientSigned(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", MANIFEST);
    RecordingSource source = new RecordingSource(notary.source());

    TrustedImage image = Reader.onFirstUse().verify(source, publisher.image("v1")).orElseThrow();

    assertEquals(Digest.sha256(MANIFEST), image.digest());
    assertEquals(MANIFEST.length, image.length());
    assertEquals(publisher.gun() + ":v1@" + Digest.sha256(MANIFEST), image.pinnedReference());
    assertEquals(RoleName.TARGETS, image.role());
    assertEquals(Set.of(RoleName.TARGETS), image.signers());
    assertEquals(
        List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS),
        image.chain().stream().map(TrustedImage.Link::role).toList());
    assertEquals(List.of("root.json", "timestamp.json", "snapshot.H.json", "targets.H.json"), source.requests());
  }

  @Test
  void asksForTheTimestampAloneWhileNothingChanges(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", MANIFEST);
    RecordingSource source = new RecordingSource(notary.source());
    try (TufTrustVerifier verifier = Reader.onFirstUse().verifier(source)) {
      verifier.verify(publisher.image("v1")).orElseThrow();
      source.requests();

      verifier.verify(publisher.image("v1")).orElseThrow();

      assertEquals(List.of("timestamp.json"), source.requests());
    }
  }

  @Test
  void seesANewPublicationAtTheNextQuestion(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", MANIFEST);
    try (TufTrustVerifier verifier = Reader.onFirstUse().verifier(notary.source())) {
      assertEquals(Digest.sha256(MANIFEST), verifier.verify(publisher.image("v1")).orElseThrow().digest());

      publisher.publish("v1", OTHER);

      assertEquals(Digest.sha256(OTHER), verifier.verify(publisher.image("v1")).orElseThrow().digest());
    }
  }

  @Test
  void rejectsATagThatIsNotSigned(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", MANIFEST);

    Verdict verdict = Reader.onFirstUse().verify(notary.source(), publisher.image("v2"));

    Refusal.of(verdict, Rejection.NotListed.class, SpecRule.TAG_LISTED);
  }

  @Test
  void rejectsACollectionThatTheServerDoesNotHave(LiveNotary notary) {
    ImageReference image = notary.publisher().image("v1");

    Verdict verdict = Reader.onFirstUse().verify(notary.source(), image);

    Refusal.of(verdict, Rejection.Missing.class, SpecRule.COLLECTION_EXISTS);
  }

  @Test
  void rejectsADigestOtherThanTheSignedOne(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", MANIFEST);
    Reader reader = Reader.onFirstUse();
    ImageReference image = publisher.image("v1");

    assertInstanceOf(
        Verdict.Trusted.class, reader.verify(notary.source(), image.withDigest(Digest.sha256(MANIFEST))));
    Refusal.of(
        reader.verify(notary.source(), image.withDigest(Digest.sha256(OTHER))),
        Rejection.DigestMismatch.class, SpecRule.DIGEST_MATCHES);
  }

  @Test
  void rejectsATagFromTheMomentItIsRemoved(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().add("keep", MANIFEST).add("gone", OTHER).publish();
    try (TufTrustVerifier verifier = Reader.onFirstUse().verifier(notary.source())) {
      verifier.verify(publisher.image("gone")).orElseThrow();

      publisher.remove("gone").publish();

      Refusal.of(verifier.verify(publisher.image("gone")), Rejection.NotListed.class, SpecRule.TAG_LISTED);
      verifier.verify(publisher.image("keep")).orElseThrow();
    }
  }

  @Test
  void verifiesWhatTheClientKeepsInItsTrustFolder(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", MANIFEST).pull();

    Verdict verdict =
        Reader.onFirstUse().verify(BundleSource.at(publisher.trustFolder()), publisher.image("v1"));

    assertEquals(Digest.sha256(MANIFEST), verdict.orElseThrow().digest());
  }

  @Test
  void believesAServerThatSignsWithEd25519() {
    try (LiveNotary notary = LiveNotary.start("ed25519")) {
      Publisher publisher = notary.publisher().init().publish("v1", MANIFEST).rotateSnapshotToServer();
      String root = new String(publisher.root(), StandardCharsets.UTF_8);
      assertEquals(2, root.split("\"keytype\":\"ed25519\"", -1).length - 1, root);

      Verdict verdict = Reader.onFirstUse().verify(notary.source(), publisher.image("v1"));

      assertEquals(Digest.sha256(MANIFEST), verdict.orElseThrow().digest());
      assertTrue(publisher.rotateRoot().publish("v1", OTHER).root().length > 0);
      Verdict later = Reader.onFirstUse().verify(notary.source(), publisher.image("v1"));
      assertEquals(Digest.sha256(OTHER), later.orElseThrow().digest());
    }
  }
}
