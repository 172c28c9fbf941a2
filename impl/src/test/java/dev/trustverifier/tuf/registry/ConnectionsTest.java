package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.tuf.notary.FixtureServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ConnectionsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Connections connections =
      new Connections(Network.builder().build(), uri -> true, (uri, count) -> {}, nanos::get);
  private FixtureServer server;
  private FixtureServer other;

  @BeforeEach
  void serve() throws IOException {
    server = new FixtureServer(Path.of("src/test/fixtures/notary"));
    other = new FixtureServer(Path.of("src/test/fixtures/notary"));
  }

  @AfterEach
  void stop() {
    connections.close();
    server.close();
    other.close();
  }

  private void ask(FixtureServer who) throws NoAnswer {
    URI file = URI.create(who.uri() + "/v2/lab.example/plain/_trust/tuf/timestamp.json");
    assertEquals(200, connections.send(Call.get(file, 1 << 20), Deadline.after(Duration.ofSeconds(20))).status());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void usesAConnectionAgainThatWasInUseAMomentAgo() throws Exception {
    for (int i = 0; i < 5; i++) {
      ask(server);
      pass(Duration.ofSeconds(25));
    }
    assertEquals(1, server.connections());
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void usesNoConnectionAgainThatMayHaveDiedWhileItRested() throws Exception {
    ask(server);
    for (int i = 0; i < 6; i++) { // Others that have been made at once rest by turns.
      ask(other);
      pass(Duration.ofSeconds(25));
    }
    ask(server);
    assertEquals(2, server.connections());
  }

  @Test
  void hasNoMoreClientsHoweverLongItAsks() {
    Clients clients = new Clients(Network.builder().build(), Runnable::run, nanos::get);
    Set<HttpClient> all = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 1000; i++) {
      all.add(clients.find(TlsIdentity.SYSTEM));
      pass(Duration.ofSeconds(61));
    }
    assertTrue(all.size() <= 12, "clients: " + all.size());
    clients.leave();
  }
}
