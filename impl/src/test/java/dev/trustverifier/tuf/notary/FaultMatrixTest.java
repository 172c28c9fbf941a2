package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A whole verification against a server that fails, from the start or once it has been good. */
class FaultMatrixTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");
  private static final Instant NOW = Instant.parse("2026-11-22T14:07:51Z");
  private static final ImageReference IMAGE = ImageReference.parse("lab.example/plain:v1");
  /** The promise is 100 ms; the rest is for a machine that does much else. */
  private static final Duration SLACK = Duration.ofMillis(1500);

  private static Set<Thread> ours;
  private static Set<Thread> selectors;

  private volatile boolean faulty;

  @BeforeAll
  static void countThreads() {
    ours = NotarySourceThreadsTest.named(NotarySourceThreadsTest.OURS);
    selectors = NotarySourceThreadsTest.named(NotarySourceThreadsTest.SELECTOR);
  }

  @AfterAll
  static void leavesNoThreadBehind() throws InterruptedException {
    NotarySourceThreadsTest.waitFor("all threads to end",
        () -> NotarySourceThreadsTest.since(ours, NotarySourceThreadsTest.OURS).isEmpty()
            && NotarySourceThreadsTest.since(selectors, NotarySourceThreadsTest.SELECTOR).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheVerdictOpenInTimeWhenCold(Fault fault) throws IOException {
    faulty = true;
    try (RawServer server = server(fault); TufTrustVerifier verifier = verifier(server)) {
      mustBeUndecided(fault, verifier);
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheVerdictOpenInTimeWhenWarm(Fault fault) throws IOException {
    try (RawServer server = server(fault); TufTrustVerifier verifier = verifier(server)) {
      verifier.verify(IMAGE).orElseThrow();
      faulty = true;
      mustBeUndecided(fault, verifier);
      faulty = false;
      verifier.verify(IMAGE).orElseThrow();
    }
  }

  private static void mustBeUndecided(Fault fault, TufTrustVerifier verifier) {
    long start = System.nanoTime();
    Verdict verdict = verifier.verify(IMAGE, Deadline.after(fault.patience()));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals(fault.kind(), assertInstanceOf(Verdict.Undecided.class, verdict).outage().kind(), verdict::toString);
    assertTrue(took.compareTo(fault.patience().plus(SLACK)) < 0, () -> "took " + took);
  }

  private RawServer server(Fault fault) throws IOException {
    return new RawServer(connection -> {
      if (faulty) {
        fault.serve(connection);
      } else {
        connection.say(file(connection.request().split(" ")[1]));
      }
    });
  }

  private static String file(String path) {
    Path file = FIXTURES.resolve(path.substring("/v2/".length()));
    try {
      byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
      return "HTTP/1.1 " + (content.length == 0 ? "404 No" : "200 OK") + "\r\nContent-Length: " + content.length
          + "\r\n\r\n" + new String(content, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TufTrustVerifier verifier(RawServer server) {
    return TufTrustVerifier.builder()
        .source(NotarySource.at(server.uri()))
        .policy(TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build())
        .memory(TrustMemory.forgetful())
        .clock(InstantSource.fixed(NOW))
        .recheckAfter(Duration.ZERO)
        .build();
  }
}
