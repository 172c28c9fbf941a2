package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.Offered;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a store of credentials is asked, which may have to start a program each time. */
class CredentialLookUpTest {
  private static final int COLLECTIONS = 24;

  private final AtomicInteger lookUps = new AtomicInteger();

  private static Fetched fetch(NotarySource source, String collection) {
    return source.fetch(new Gun(collection), Fetching.TIMESTAMP, 100, Deadline.after(Fetching.PATIENCE));
  }

  private static RawServer tokens() throws IOException {
    return new RawServer(connection -> connection.say(connection.request().contains("Basic")
        ? TokenFaultTest.answer("200 OK", TokenFaultTest.RIGHT_TOKEN)
        : TokenFaultTest.answer("401 No", "")));
  }

  private Offered slowly(Offered offered) {
    lookUps.incrementAndGet();
    try {
      Thread.sleep(50); // Long enough for others to come meanwhile; if they do not, the test still holds.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return offered;
  }

  @Test
  void isOnceForManyCollectionsOfARegistry() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(COLLECTIONS);
    Credentials store = (registry, deadline) -> slowly(new Offered.Found(TokenFaultTest.PASSWORD));
    try (RawServer tokens = tokens(); RawServer server = TokenFaultTest.server(tokens.uri() + "/t");
        NotarySource source = NotarySource.builder(server.uri()).credentials(store).build()) {
      List<Callable<Fetched>> questions = IntStream.range(0, COLLECTIONS)
          .<Callable<Fetched>>mapToObj(i -> () -> fetch(source, "lab.example/app" + i)).toList();
      for (Future<Fetched> answer : callers.invokeAll(questions)) {
        assertInstanceOf(Fetched.Found.class, answer.get());
      }
      assertEquals(1, lookUps.get());
      assertInstanceOf(Fetched.Found.class, fetch(source, "other.example/app"));
      assertEquals(2, lookUps.get(), "each registry has its own");
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void isOnceMoreAfterOneThatFailedOrFoundNothing() throws IOException {
    List<Offered> offers = List.of(new Offered.Failed(new Outage(Kind.IO, "locked")), new Offered.Nothing(),
        new Offered.Found(TokenFaultTest.PASSWORD));
    Credentials store = (registry, deadline) -> offers.get(lookUps.getAndIncrement());
    try (RawServer tokens = tokens(); RawServer server = TokenFaultTest.server(tokens.uri() + "/t");
        NotarySource source = NotarySource.builder(server.uri()).credentials(store).build()) {
      Fetched failed = fetch(source, "lab.example/app");
      assertEquals(Kind.IO, assertInstanceOf(Fetched.Failed.class, failed).outage().kind());
      assertInstanceOf(Fetched.Failed.class, fetch(source, "lab.example/app"));
      assertInstanceOf(Fetched.Found.class, fetch(source, "lab.example/app"));
    }
  }
}
