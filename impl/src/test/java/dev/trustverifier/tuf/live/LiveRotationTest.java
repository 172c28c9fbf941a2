package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.tuf.bundle.BundleSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys come and go, and who saw only the first of them is led to the last. */
@ExtendWith(OnLiveNotary.class)
class LiveRotationTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  /** Leads from root 1 to root 6. */
  private static void rotateEverything(Publisher publisher) {
    publisher.rotateRoot().rotateRoot().rotateRoot().rotateSnapshotToServer().rotateTargets().publish("v1", NEW);
  }

  @Test
  void followsEveryRotationFromAMemoryThatSawOnlyTheFirstRoot(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();
    rotateEverything(publisher);
    RecordingSource source = new RecordingSource(notary.source());

    Verdict verdict = reader.verify(source, publisher.image("v1"));

    assertEquals(Digest.sha256(NEW), verdict.orElseThrow().digest());
    assertEquals(6, verdict.orElseThrow().chain().get(0).version());
    assertEquals(
        List.of("timestamp.json", "snapshot.H.json",
            "2.root.json", "3.root.json", "4.root.json", "5.root.json", "6.root.json", "7.root.json",
            "root.json", "targets.H.json"),
        source.requests());
  }

  @Test
  void asksForNoRootAgainOnceItHasTheLast(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    rotateEverything(publisher);
    Reader reader = Reader.onFirstUse();
    RecordingSource first = new RecordingSource(notary.source());
    reader.verify(first, publisher.image("v1")).orElseThrow();
    assertEquals(List.of("root.json", "timestamp.json", "snapshot.H.json", "targets.H.json"), first.requests());
    RecordingSource source = new RecordingSource(notary.source());

    reader.verify(source, publisher.image("v1")).orElseThrow();

    assertEquals(List.of("timestamp.json", "snapshot.H.json", "targets.H.json"), source.requests());
  }

  @Test
  void noticesARotationThatLeavesTheTimestampKeyAlone(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();
    publisher.rotateRoot();
    RecordingSource source = new RecordingSource(notary.source());

    Verdict verdict = reader.verify(source, publisher.image("v1"));

    assertEquals(2, verdict.orElseThrow().chain().get(0).version());
    assertTrue(source.requests().contains("2.root.json"));
  }

  @Test
  void followsARotationOfTheTimestampKey(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();

    publisher.rotateTimestamp().publish("v1", NEW);

    assertEquals(Digest.sha256(NEW), reader.verify(notary.source(), publisher.image("v1")).orElseThrow().digest());
  }

  @Test
  void followsTheRotationsOfTheClientsOwnTrustFolderStepByStep(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD).pull();
    Reader reader = Reader.onFirstUse();
    reader.verify(BundleSource.at(publisher.trustFolder()), publisher.image("v1")).orElseThrow();

    publisher.rotateRoot().publish("v1", NEW).pull();

    Verdict verdict = reader.verify(BundleSource.at(publisher.trustFolder()), publisher.image("v1"));
    assertEquals(Digest.sha256(NEW), verdict.orElseThrow().digest());
  }

  @Test
  void aPinnedRootLeadsThroughEveryRotation(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    TrustPin pin = TrustPin.root(publisher.root());
    rotateEverything(publisher);
    RecordingSource source = new RecordingSource(notary.source());
    Reader reader = Reader.with(pin);

    Verdict first = reader.verify(source, publisher.image("v1"));
    Verdict second = reader.verify(notary.source(), publisher.image("v1"));

    assertEquals(Digest.sha256(NEW), first.orElseThrow().digest());
    assertEquals(Digest.sha256(NEW), second.orElseThrow().digest());
    assertTrue(source.requests().containsAll(List.of("2.root.json", "6.root.json")));
  }

  @Test
  void aPinnedRootOfAFormerPublisherIsNotWorthTheNameOfTheCollection(LiveNotary notary) {
    Publisher former = notary.publisher().init().publish("v1", OLD);
    TrustPin pin = TrustPin.root(former.root());
    former.delete();
    Publisher squatter = notary.publisher(former.gun()).init().publish("v1", NEW);

    Verdict verdict = Reader.with(pin).verify(notary.source(), squatter.image("v1"));

    Refusal.of(verdict, Rejection.Inconsistent.class, SpecRule.VERSION_UNIQUE);
  }

  @Test
  void aPinnedCertificateHoldsUntilTheRootIsRotated(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    TrustPin pin = TrustPin.certificate(publisher.rootKey());
    Reader witness = Reader.with(pin);
    witness.verify(notary.source(), publisher.image("v1")).orElseThrow();
    publisher.rotateSnapshotToServer().rotateTargets().publish("v1", NEW);
    witness.verify(notary.source(), publisher.image("v1")).orElseThrow();

    publisher.rotateRoot();

    requireUnpinned(witness.verify(notary.source(), publisher.image("v1")), publisher, SpecRule.ROTATION_PINNED);
    requireUnpinned(
        Reader.with(pin).verify(notary.source(), publisher.image("v1")), publisher, SpecRule.ROTATION_PINNED);
    Reader.with(TrustPin.certificate(publisher.rootKey()))
        .verify(notary.source(), publisher.image("v1"))
        .orElseThrow();
  }

  @Test
  void aRememberedRootDoesNotEscapeThePinsOfToday(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    TrustPin first = TrustPin.certificate(publisher.rootKey());
    Reader before = Reader.with(TrustPin.root(publisher.root()));
    publisher.rotateRoot();
    before.verify(notary.source(), publisher.image("v1")).orElseThrow();
    Reader today = new Reader(first, before.memory());
    RecordingSource source = new RecordingSource(notary.source());

    Verdict verdict = today.verify(source, publisher.image("v1"));

    requireUnpinned(verdict, publisher, SpecRule.MEMORY_PINNED);
    assertEquals(List.of(), source.requests());
  }

  @Test
  void aRefusedRotationLeavesNoTrace(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.with(TrustPin.certificate(publisher.rootKey()));
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();
    MemoryKey key = new MemoryKey(publisher.image("v1").gun(), MemoryKey.Basis.PINNED);
    Recalled seen = reader.memory().recall(key, Deadline.after(Duration.ofSeconds(5)));

    publisher.rotateRoot().publish("v1", NEW);
    reader.verify(notary.source(), publisher.image("v1"));

    assertEquals(seen, reader.memory().recall(key, Deadline.after(Duration.ofSeconds(5))));
  }

  private static void requireUnpinned(Verdict verdict, Publisher publisher, SpecRule rule) {
    KeyId offered = publisher.rootKey();
    Rejection.Unpinned unpinned = Refusal.of(verdict, Rejection.Unpinned.class, rule);
    assertEquals(Set.of(offered), unpinned.offered());
    assertTrue(unpinned.message().contains(offered.hex()), unpinned::message);
  }
}
