package dev.trustverifier.tck.repository;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedRepositoryTest {
  private static final Digest IMAGE = Digest.sha256(new byte[] {1});
  private static final RoleName NIGHTLY = new RoleName("targets/releases/nightly");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-06-01T12:00:00.5Z"));
  private final SimulatedRepository repository = SimulatedRepository.of(new Gun("sim.example/app"), clock);

  @Test
  void raisesTheVersionsOfWhatChangedAlone() {
    repository.delegate(RoleName.RELEASES).publish();
    assertEquals(List.of(1L, 1L, 1L, 1L, 0L), versions());
    repository.addTarget(RoleName.RELEASES, "v1", IMAGE).publish();
    assertEquals(List.of(1L, 2L, 2L, 1L, 1L), versions());
    repository.publish();
    assertEquals(List.of(1L, 3L, 2L, 1L, 1L), versions());
    repository.rotate(RoleName.TARGETS).publish();
    assertEquals(List.of(2L, 4L, 3L, 2L, 1L), versions());
    repository.rotate(RoleName.RELEASES).publish();
    assertEquals(List.of(2L, 5L, 4L, 3L, 2L), versions());
  }

  @Test
  void keepsEveryFileByItsHashAndEveryRootByItsVersion() {
    State first = repository.publish();
    State second = repository.rotate(RoleName.ROOT).publish();
    assertArrayEquals(first.current(RoleName.ROOT), second.file("1.root.json").orElseThrow());
    assertArrayEquals(second.current(RoleName.ROOT), second.file("2.root.json").orElseThrow());
    String old = "root." + Digest.sha256(first.current(RoleName.ROOT)).hex() + ".json";
    assertTrue(second.file(old).isPresent());
    assertTrue(first.file("2.root.json").isEmpty());
    assertEquals(List.of(first, second), repository.history());
  }

  @Test
  void signsAChangedRootByOldKeysAndNew() {
    List<RoleSigner> signers = new ArrayList<>(repository.keys(RoleName.ROOT).signers());
    repository.publish();
    repository.rotate(RoleName.ROOT);
    signers.addAll(repository.keys(RoleName.ROOT).signers());
    String root = text(repository.publish(), RoleName.ROOT);
    signers.forEach(signer -> assertTrue(root.contains("\"keyid\":\"" + signer.id() + '"')));
    String next = text(repository.rotate(RoleName.TIMESTAMP).publish(), RoleName.ROOT);
    assertFalse(next.contains(signers.get(0).id().hex()));
  }

  @Test
  void listsADelegationOnceItSaysSomethingAndUntilItEnds() {
    repository.delegate(RoleName.RELEASES).delegate(NIGHTLY);
    String snapshot = text(repository.publish(), RoleName.SNAPSHOT);
    assertTrue(snapshot.contains("\"targets/releases\""));
    assertFalse(snapshot.contains("\"targets/releases/nightly\""));
    State signed = repository.sign(NIGHTLY).publish();
    assertTrue(text(signed, RoleName.SNAPSHOT).contains("\"targets/releases/nightly\""));
    State ended = repository.undelegate(RoleName.RELEASES).publish();
    assertFalse(text(ended, RoleName.SNAPSHOT).contains("releases"));
    assertFalse(text(ended, RoleName.TARGETS).contains("releases"));
    assertThrows(NoSuchElementException.class, () -> repository.sign(NIGHTLY));
  }

  @Test
  void writesExpiriesByItsClockUnlessTheyAreFixed() {
    assertTrue(text(repository.publish(), RoleName.TIMESTAMP).contains("\"expires\":\"2026-06-15T12:00:00Z\""));
    clock.advance(Duration.ofDays(1));
    assertTrue(text(repository.publish(), RoleName.TIMESTAMP).contains("\"expires\":\"2026-06-16T12:00:00Z\""));
    repository.expires(RoleName.TARGETS, Instant.EPOCH).publish();
    assertTrue(text(repository.sign(RoleName.TARGETS).publish(), RoleName.TARGETS).contains("1970-01-01T00:00:00Z"));
  }

  @Test
  void liesInTheBodyOnce() {
    repository
        .tamper(RoleName.TARGETS, body -> body.put("extra", 1.5))
        .tamper(RoleName.TARGETS, body -> body.put("v", 2));
    assertTrue(text(repository.publish(), RoleName.TARGETS).contains("\"extra\":1.5,\"v\":2}"));
    assertTrue(text(repository.publish(), RoleName.TARGETS).contains("\"extra\""));
    assertFalse(text(repository.sign(RoleName.TARGETS).publish(), RoleName.TARGETS).contains("\"extra\""));
  }

  @Test
  void liesInTheEnvelope() {
    RoleSigner own = repository.keys(RoleName.TARGETS).signers().get(0);
    RoleSigner foreign = RoleSigner.generate(KeyAlgorithm.ED25519);
    repository.tamperEnvelope(RoleName.TARGETS, envelope -> envelope.duplicate(own.id()).sign(foreign));
    assertEquals(4, text(repository.publish(), RoleName.TARGETS).split("\"keyid\":").length);
    repository.tamperEnvelope(RoleName.TARGETS, envelope -> envelope.drop(own.id()).signatures().add(JsonObject.NULL));
    assertTrue(text(repository.publish(), RoleName.TARGETS).endsWith("\"signatures\":[null]}"));
  }

  @Test
  void liesInBytesThatOthersListOrDoNot() {
    State listed = repository.tamperFile(RoleName.TARGETS, bytes -> new byte[0]).publish();
    String empty = FileMeta.base64(Digest.sha256(new byte[0]));
    assertTrue(text(listed, RoleName.SNAPSHOT).contains(empty));
    State served = repository.tamperServed(RoleName.TARGETS, bytes -> new byte[0]).publish();
    assertFalse(text(served, RoleName.SNAPSHOT).contains(empty));
    assertEquals(0, served.current(RoleName.TARGETS).length);
    assertEquals(3, served.files().values().stream().filter(bytes -> bytes.length == 0).count());
  }

  @Test
  void retractsAPublicationAndWritesTheSameVersionHonestly() {
    State honest = repository.publish();
    repository.tamper(RoleName.ROOT, body -> body.put("version", 7)).publish();
    assertEquals(2, repository.version(RoleName.ROOT));
    repository.retract();
    assertEquals(honest, repository.state());
    State next = repository.publish();
    assertEquals(List.of(2L, 2L, 2L, 1L, 0L), versions());
    assertTrue(text(next, RoleName.ROOT).contains("\"version\":2}"));
  }

  @Test
  void writesTheVersionThatItIsTold() {
    repository.version(RoleName.SNAPSHOT, 9).publish();
    repository.version(RoleName.SNAPSHOT, 3).publish();
    assertEquals(3, repository.version(RoleName.SNAPSHOT));
    repository.sign(RoleName.SNAPSHOT).publish();
    assertEquals(4, repository.version(RoleName.SNAPSHOT));
  }

  @Test
  void mixesAndMatchesStates() {
    State first = repository.publish();
    State second = repository.addTarget(RoleName.TARGETS, "v1", IMAGE).publish();
    State mixed = second.with(first, RoleName.SNAPSHOT).without(RoleName.TARGETS);
    assertArrayEquals(first.current(RoleName.SNAPSHOT), mixed.current(RoleName.SNAPSHOT));
    assertEquals(Optional.empty(), mixed.file("targets.json"));
    assertEquals(second.files().size() - 2, mixed.files().size());
  }

  private List<Long> versions() {
    return List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS, RoleName.RELEASES).stream()
        .map(repository::version).toList();
  }

  private static String text(State state, RoleName role) {
    return new String(state.current(role), StandardCharsets.UTF_8);
  }
}
