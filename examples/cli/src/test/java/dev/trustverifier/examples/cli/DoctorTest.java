package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {

  private static Run examine(Server server, String... more) {
    return Run.of(Run.with(List.of("doctor", "notary:http://127.0.0.1:" + server.port()), more));
  }

  private static void assertSteps(String steps, Run run) {
    String table = run.out().substring(0, run.out().indexOf("\n\n"));
    assertEquals(steps, String.join(" ", table.lines().skip(1).map(line -> line.split(" ")[0]).toList()), run.out());
    assertTrue(table.lines().skip(1).allMatch(line -> line.endsWith(" ms")), run.out());
  }

  @Test
  void showsTheWayToARoot() throws IOException {
    try (Server server = Server.plain(Server.files(Fixtures.NOTARY, ""))) {
      Run run = examine(server, "lab.example/plain");
      assertEquals(0, run.exit(), run.err());
      assertSteps("resolve connect root", run);
    }
  }

  @Test
  void tellsAServerThatAnswersFromARepositoryThatIsThere() throws IOException {
    try (Server server = Server.plain(Server.files(Fixtures.NOTARY, ""))) {
      assertEquals(1, examine(server, "lab.example/nobody").exit());
      assertEquals(0, examine(server).exit());
    }
  }

  @ParameterizedTest
  @CsvSource({"401, challenge, --docker-config", "403, root, right to pull", "405, root, content trust on",
    "500, root, its log", "418, root, no Notary server"})
  void saysWhatToDo(int status, String step, String advice) throws IOException {
    try (Server server = Server.plain(Server.status(status))) {
      Run run = examine(server, "lab.example/plain");
      assertEquals(3, run.exit());
      assertSteps("resolve connect " + step, run);
      assertTrue(run.out().contains(advice), run.out());
    }
  }

  @Test
  void saysWhatToDoWhereNobodyIs() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    Run refused = Run.of("doctor", "notary:http://127.0.0.1:" + port);
    assertEquals(3, refused.exit());
    assertSteps("resolve connect", refused);
    Run unknown = Run.of("doctor", "notary:https://no-such-host.invalid");
    assertEquals(3, unknown.exit());
    assertSteps("resolve", unknown);
    assertTrue(unknown.out().contains("is not known here"), unknown.out());
  }

  /** A server that begins a long record of TLS, and says one byte of it now and then. */
  private static void drip(ServerSocket listener) {
    try (Socket client = listener.accept()) {
      client.getOutputStream().write(new byte[] {0x16, 3, 3, 0x3f, 0});
      while (true) {
        client.getOutputStream().write(2);
        Thread.sleep(50);
      }
    } catch (IOException gone) {
      // The doctor has seen enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Timeout(60)
  void keepsItsTimeWithAServerThatDripsItsGreeting() throws IOException {
    try (ServerSocket listener = new ServerSocket(0)) {
      Thread server = new Thread(() -> drip(listener));
      server.setDaemon(true);
      server.start();
      Run run = Run.of("doctor", "--timeout", "2", "notary:https://127.0.0.1:" + listener.getLocalPort());
      assertEquals(3, run.exit());
      assertSteps("resolve connect TLS", run);
      assertTrue(run.out().contains("no answer"), run.out());
    }
  }

  @Test
  @Timeout(60)
  void awaitsNoNameThatNobodyResolves() {
    CountDownLatch never = new CountDownLatch(1);
    Patience patience = new Patience(Deadline.after(Duration.ofMillis(50)));
    assertThrows(SocketTimeoutException.class, () -> patience.await(() -> {
      never.await();
      return "resolved";
    }));
  }

  @Test
  void isForServersOnly() {
    Run.of("doctor", "bundle:" + Fixtures.NOTARY).assertMisused("for servers");
  }
}
