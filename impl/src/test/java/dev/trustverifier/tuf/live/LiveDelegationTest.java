package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Delegations as {@code docker trust signer add} lays them out, with real keys. */
@ExtendWith(OnLiveNotary.class)
class LiveDelegationTest {
  private static final RoleName ALICE = new RoleName("targets/alice");
  private static final byte[] MANIFEST = "by alice".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = "by the owner".getBytes(StandardCharsets.UTF_8);

  /** The id under which a file lists the key of a certificate. */
  private static KeyId idOf(Certificates.Pair signer) {
    String certificate = Base64.getEncoder().encodeToString(signer.pem().getBytes(StandardCharsets.US_ASCII));
    String key = "{\"keytype\":\"ecdsa-x509\",\"keyval\":{\"private\":null,\"public\":\"" + certificate + "\"}}";
    return new KeyId(Digest.sha256(key.getBytes(StandardCharsets.US_ASCII)).hex());
  }

  /** The id by which the client names the same key: that of the key without its certificate. */
  private static KeyId bareIdOf(Certificates.Pair signer) {
    String key = "{\"keytype\":\"ecdsa\",\"keyval\":{\"private\":null,\"public\":\"" + signer.publicKey() + "\"}}";
    return new KeyId(Digest.sha256(key.getBytes(StandardCharsets.US_ASCII)).hex());
  }

  private static Publisher delegating(LiveNotary notary, Certificates.Pair alice) {
    return notary.publisher().init().publish().rotateSnapshotToServer()
        .delegate(ALICE, alice)
        .delegate(RoleName.RELEASES, alice, notary.signer("bob"))
        .publish()
        .hold(alice);
  }

  @Test
  void namesTheRoleThatAnswersAndWhoReallySigned(LiveNotary notary) {
    Certificates.Pair alice = notary.signer("alice");
    Publisher publisher = delegating(notary, alice);
    publisher.add("v1", MANIFEST, RoleName.RELEASES, ALICE).publish();
    RecordingSource source = new RecordingSource(notary.source());

    TrustedImage image = Reader.onFirstUse().verify(source, publisher.image("v1")).orElseThrow();

    assertEquals(Digest.sha256(MANIFEST), image.digest());
    assertEquals(RoleName.RELEASES, image.role());
    assertEquals(Set.of(RoleName.RELEASES, ALICE), image.signers());
    assertEquals(Set.of(idOf(alice)), image.keyIds());
    assertEquals(Set.of("targets.H.json", "targets/alice.H.json", "targets/releases.H.json"),
        Set.copyOf(source.requests().subList(3, 6)));
  }

  @Test
  void prefersWhatIsReleasedToWhatTheOwnerListsAndFallsBackToIt(LiveNotary notary) {
    Certificates.Pair alice = notary.signer("alice");
    Publisher publisher = delegating(notary, alice);
    publisher.add("v1", MANIFEST, RoleName.RELEASES).add("v1", OTHER).add("v2", OTHER).publish();
    Reader reader = Reader.onFirstUse();

    TrustedImage released = reader.verify(notary.source(), publisher.image("v1")).orElseThrow();
    TrustedImage owned = reader.verify(notary.source(), publisher.image("v2")).orElseThrow();

    assertEquals(List.of(RoleName.RELEASES, RoleName.TARGETS), List.of(released.role(), owned.role()));
    assertEquals(List.of(Digest.sha256(MANIFEST), Digest.sha256(OTHER)), List.of(released.digest(), owned.digest()));
    assertEquals(Set.of(RoleName.RELEASES), released.signers());
  }

  @Test
  void rejectsATagThatOnlyADelegateBesideTheReleasesLists(LiveNotary notary) {
    Publisher publisher = delegating(notary, notary.signer("alice"));
    publisher.add("v1", MANIFEST, ALICE).publish();

    Refusal.of(
        Reader.onFirstUse().verify(notary.source(), publisher.image("v1")),
        Rejection.NotListed.class, SpecRule.TAG_LISTED);
  }

  @Test
  void passesOverADelegationThatNobodyHasSignedYet(LiveNotary notary) {
    Publisher publisher = delegating(notary, notary.signer("alice"));
    publisher.publish("v1", OTHER);

    TrustedImage image = Reader.onFirstUse().verify(notary.source(), publisher.image("v1")).orElseThrow();

    assertEquals(RoleName.TARGETS, image.role());
  }

  @Test
  void answersForReplacedKeysAgainAsSoonAsTheRoleIsWitnessed(LiveNotary notary) {
    Certificates.Pair alice = notary.signer("alice");
    Certificates.Pair carol = notary.signer("carol");
    RoleName releases = RoleName.RELEASES;
    Publisher publisher =
        notary.publisher().init().delegate(releases, alice).publish().hold(alice).hold(carol);
    publisher.add("v1", MANIFEST, releases).publish();
    try (TufTrustVerifier verifier = Reader.onFirstUse().verifier(notary.source())) {
      assertEquals(Set.of(idOf(alice)), verifier.verify(publisher.image("v1")).orElseThrow().keyIds());

      publisher.replaceKey(releases, bareIdOf(alice), carol).publish();
      Refusal.of(
          verifier.verify(publisher.image("v1")), Rejection.ThresholdNotMet.class, SpecRule.THRESHOLD_MET);

      publisher.witness(releases).publish();
      assertEquals(Set.of(idOf(carol)), verifier.verify(publisher.image("v1")).orElseThrow().keyIds());
    }
  }
}
