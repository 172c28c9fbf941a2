package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real notary-server answers as recorded; the emulator does too, which another test shows. */
class LiveNotaryServerTest {
  private static final Gun GUN = new Gun("live.example/team/app");

  @TempDir private Path folder;

  @BeforeEach
  void findTheServer() {
    boolean there = LiveNotaryServer.isInstalled();
    assertTrue(there || !"required".equals(System.getenv("TRUSTVERIFIER_LIVE")), "no notary-server on the PATH");
    assumeTrue(there, "no notary-server on the PATH");
  }

  @Test
  void answersAsRecorded() throws Exception {
    try (LiveNotaryServer server = LiveNotaryServer.start(folder, "")) {
      Recorded recorded = Recorded.in("open.txt");
      assertEquals(recorded.text(), recorded.answersOf(server.uri(), server.publish(GUN)));
    }
  }

  @Test
  void challengesAsRecorded() throws Exception {
    String ca = CertificateAuthority.named("tokens", Clock.systemUTC().instant()).certificate();
    Path bundle = Files.writeString(folder.resolve("tokens.pem"), ca);
    String auth = "\"auth\":{\"type\":\"token\",\"options\":{\"realm\":\"https://tokens.example/token\",\"service\":"
        + "\"trustverifier-emulator\",\"issuer\":\"nobody\",\"rootcertbundle\":\"" + bundle + "\"}},";
    try (LiveNotaryServer server = LiveNotaryServer.start(folder, auth)) {
      Recorded recorded = Recorded.in("guarded.txt");
      assertEquals(recorded.text(), recorded.answersOf(server.uri(), EmulatorAnswersTest.published(GUN)));
    }
  }
}
