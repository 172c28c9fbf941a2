package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustedImageTest {
  private static final Digest DIGEST = Digest.sha256(new byte[0]);
  private static final Set<RoleName> SIGNERS = Set.of(RoleName.RELEASES);
  private static final Set<KeyId> KEYS = Set.of(new KeyId("0a".repeat(32)));
  private static final List<TrustedImage.Link> CHAIN = List.of(
      link(RoleName.ROOT, "2030-01-01T00:00:00Z"),
      link(RoleName.TIMESTAMP, "2027-01-01T00:00:00Z"),
      link(RoleName.SNAPSHOT, "2028-01-01T00:00:00Z"));

  static TrustedImage image(String reference) {
    return image(reference, DIGEST, CHAIN);
  }

  private static TrustedImage image(String reference, Digest digest, List<TrustedImage.Link> chain) {
    return new TrustedImage(ImageReference.parse(reference), digest, 7, RoleName.RELEASES, SIGNERS, KEYS, chain,
        Optional.empty(), List.of());
  }

  private static TrustedImage.Link link(RoleName role, String expires) {
    return new TrustedImage.Link(role, 1, Instant.parse(expires));
  }

  @Test
  void isPinnedByTagAndProvenDigest() {
    assertEquals("docker.io/library/alpine:3.20@" + DIGEST, image("alpine:3.20").pinnedReference());
  }

  @Test
  void isPinnedByTheProvenDigestEvenIfAnotherWasAskedFor() {
    String other = "sha256:" + "0a".repeat(32);
    assertEquals("docker.io/library/alpine@" + DIGEST, image("alpine@" + other).pinnedReference());
  }

  @Test
  void holdsUntilTheFirstFileOfTheChainExpires() {
    assertEquals(Instant.parse("2027-01-01T00:00:00Z"), image("alpine").expires());
  }

  @Test
  void holdsNoLongerThanItsCaveats() {
    Outage outage = new Outage(Outage.Kind.UNREACHABLE, "down");
    Instant checked = Instant.parse("2026-11-22T12:00:00Z");
    Instant until = Instant.parse("2026-11-22T16:00:00Z");
    TrustedImage image = image("alpine").with(new Caveat.Outdated(checked, outage, until));
    assertEquals(until, image.expires());
    Instant sooner = until.minusSeconds(1);
    assertEquals(sooner, image.with(new Caveat.FormerDigest(DIGEST, checked, sooner)).expires());
    assertEquals(Instant.parse("2027-01-01T00:00:00Z"),
        image("alpine").with(new Caveat.Outdated(checked, outage, Instant.MAX)).expires());
  }

  @Test
  void saysItsCaveatsInTheVerdict() {
    Instant checked = Instant.parse("2026-11-22T12:00:00Z");
    TrustedImage image =
        image("alpine:3.20")
            .with(new Caveat.Outdated(checked, new Outage(Outage.Kind.UNREACHABLE, "down"), Instant.MAX))
            .with(new Caveat.FormerDigest(DIGEST, checked, Instant.MAX));
    assertEquals(
        "trusted: docker.io/library/alpine:3.20@" + DIGEST + ", signed by targets/releases; as checked at " + checked
            + ", since nobody can be asked: down [unreachable]; listed until " + checked
            + ", now the tag is signed for " + DIGEST,
        new Verdict.Trusted(image).message());
  }

  @Test
  void isPinnedBySha256Only() {
    Digest sha512 = Digest.of(Digest.Algorithm.SHA512, new byte[0]);
    assertThrows(IllegalArgumentException.class, () -> image("alpine", sha512, CHAIN));
  }

  @Test
  void hasSignersKeysAndAChain() {
    ImageReference alpine = ImageReference.parse("alpine");
    assertThrows(IllegalArgumentException.class, () -> image("alpine", DIGEST, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new TrustedImage(
        alpine, DIGEST, 7, RoleName.RELEASES, Set.of(), KEYS, CHAIN, Optional.empty(), List.of()));
    assertThrows(IllegalArgumentException.class, () -> new TrustedImage(
        alpine, DIGEST, 7, RoleName.RELEASES, SIGNERS, Set.of(), CHAIN, Optional.empty(), List.of()));
  }

  @Test
  void copiesItsCollectionsAndKeepsTheirOrder() {
    List<RoleName> order = List.of(RoleName.TARGETS, RoleName.RELEASES, new RoleName("targets/alice"));
    Set<RoleName> signers = new LinkedHashSet<>(order);
    List<TrustedImage.Link> chain = new ArrayList<>(CHAIN);
    TrustedImage image = new TrustedImage(ImageReference.parse("alpine"), DIGEST, 7, RoleName.TARGETS, signers, KEYS,
        chain, Optional.of("{}"), List.of());
    signers.clear();
    chain.clear();
    assertEquals(order, List.copyOf(image.signers()));
    assertEquals(CHAIN, image.chain());
    assertThrows(UnsupportedOperationException.class, () -> image.signers().clear());
    assertThrows(UnsupportedOperationException.class, () -> image.keyIds().clear());
  }
}
