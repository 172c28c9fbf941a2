package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The emulator answers what notary-server 0.7 was recorded to answer. */
class EmulatorAnswersTest {
  private static final Gun GUN = new Gun("live.example/team/app");

  @Test
  void answersAsRecorded() throws Exception {
    State state = published(GUN);
    try (NotaryEmulator server = NotaryEmulator.start().serve(state)) {
      Recorded recorded = Recorded.in("open.txt");
      assertEquals(recorded.text(), recorded.answersOf(server.uri(), state));
    }
  }

  @Test
  void challengesAsRecorded() throws Exception {
    NotaryEmulator.Builder guarded = NotaryEmulator.builder()
        .tokens(TokenService.builder().build()).realm(URI.create("https://tokens.example/token"));
    try (NotaryEmulator server = guarded.start()) {
      Recorded recorded = Recorded.in("guarded.txt");
      assertEquals(recorded.text(), recorded.answersOf(server.uri(), published(GUN)));
    }
  }

  static State published(Gun gun) {
    return SimulatedRepository.of(gun, ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"))).publish();
  }
}
