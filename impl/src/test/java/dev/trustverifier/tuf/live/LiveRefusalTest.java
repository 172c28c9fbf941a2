package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.bundle.BundleSource;
import dev.trustverifier.tuf.notary.NotarySource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is old, gone, somebody else's or out of reach. */
@ExtendWith(OnLiveNotary.class)
class LiveRefusalTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  /** What the server shows now, kept in a folder. */
  private static MetadataSource copyOf(LiveNotary notary, Publisher publisher) {
    return BundleSource.at(notary.copyOf(publisher, "v1"));
  }

  @Test
  void rejectsAnOldStateOnceANewOneWasSeen(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    MetadataSource old = copyOf(notary, publisher);
    publisher.publish("v1", NEW);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();

    Rejection.RolledBack rejection =
        Refusal.of(
            reader.verify(old, publisher.image("v1")), Rejection.RolledBack.class, SpecRule.VERSION_NOT_LOWER);

    assertEquals(Optional.of(RoleName.TIMESTAMP), rejection.role());
    assertTrue(rejection.offered() < rejection.remembered(), rejection::message);
  }

  @Test
  void rejectsAnOldRootOnceALaterOneWasSeen(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    MetadataSource old = copyOf(notary, publisher);
    publisher.rotateTimestamp().rotateRoot().publish("v1", NEW);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();

    Rejection.RolledBack rejection =
        Refusal.of(
            reader.verify(old, publisher.image("v1")), Rejection.RolledBack.class, SpecRule.VERSION_NOT_LOWER);

    assertEquals(Optional.of(RoleName.ROOT), rejection.role());
    assertEquals(1, rejection.offered());
    assertEquals(3, rejection.remembered());
  }

  @Test
  void takesAnOldStateForTheNewOneWhereNothingIsRemembered(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    MetadataSource old = copyOf(notary, publisher);
    publisher.publish("v1", NEW);
    Reader forgetful = new Reader(TrustPin.trustOnFirstUse(), TrustMemory.forgetful());
    forgetful.verify(notary.source(), publisher.image("v1")).orElseThrow();

    assertEquals(Digest.sha256(OLD), forgetful.verify(old, publisher.image("v1")).orElseThrow().digest());
  }

  @Test
  void rejectsACollectionThatWasDeleted(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();

    publisher.delete();

    Refusal.of(
        reader.verify(notary.source(), publisher.image("v1")),
        Rejection.Vanished.class, SpecRule.COLLECTION_STAYS);
    Refusal.of(
        Reader.onFirstUse().verify(notary.source(), publisher.image("v1")),
        Rejection.Missing.class, SpecRule.COLLECTION_EXISTS);
  }

  @Test
  void rejectsSomebodyElseUnderTheNameOfACollectionThatWasKnown(LiveNotary notary) {
    Publisher former = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), former.image("v1")).orElseThrow();
    former.delete();
    Publisher squatter = notary.publisher(former.gun()).init().publish("v1", NEW);

    Verdict verdict = reader.verify(notary.source(), squatter.image("v1"));

    Refusal.of(verdict, Rejection.Inconsistent.class, SpecRule.VERSION_UNIQUE);
  }

  @Test
  void isUndecidedAboutAServerThatAnotherAuthorityVouchesFor(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    MetadataSource source =
        NotarySource.builder(notary.uri()).certificateAuthority(notary.otherAuthority().pem()).build();

    Refusal.outage(Reader.onFirstUse().verify(source, publisher.image("v1")), Outage.Kind.TLS);
  }

  @Test
  void isUndecidedAboutAServerThatTheSystemDoesNotKnow(LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);

    Verdict verdict = Reader.onFirstUse().verify(NotarySource.at(notary.uri()), publisher.image("v1"));

    Refusal.outage(verdict, Outage.Kind.TLS);
  }

  @Test
  void isUndecidedOnceTheServerIsStopped() {
    try (LiveNotary notary = LiveNotary.start()) {
      Publisher publisher = notary.publisher().init().publish("v1", OLD);
      Reader reader = Reader.onFirstUse();
      try (TufTrustVerifier verifier = reader.verifier(notary.source())) {
        verifier.verify(publisher.image("v1")).orElseThrow();

        notary.stopDaemons();

        Refusal.outage(verifier.verify(publisher.image("v1")), Outage.Kind.UNREACHABLE);
        Refusal.outage(reader.verify(notary.source(), publisher.image("v1")), Outage.Kind.UNREACHABLE);
      }
    }
  }
}
