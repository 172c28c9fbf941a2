package dev.trustverifier.tuf.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.TrustListener;
import dev.trustverifier.Verdict;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a listener is told, and that it has no say. */
class TrustListenerTest {
  private final Watched watched = new Watched();
  private final List<TrustListener.Event> told = new CopyOnWriteArrayList<>();

  /** Closing waits for a listener a second at the most. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    while (!condition.getAsBoolean() && !deadline.hasPassed()) {
      Thread.sleep(10);
    }
  }

  private List<TrustListener.Refreshed> refreshes() {
    return told.stream()
        .filter(TrustListener.Refreshed.class::isInstance).map(TrustListener.Refreshed.class::cast).toList();
  }

  @Test
  void isToldInOrderWhatHappens() throws InterruptedException {
    try (TufTrustVerifier verifier = watched.verifier().listener(told::add).build()) {
      verifier.verify(Watched.IMAGE);
      await(() -> told.size() == 7);
    }
    assertEquals(
        List.of("Cached", "Fetched", "Fetched", "Fetched", "Fetched", "Refreshed", "Verified"),
        told.stream().map(event -> event.getClass().getSimpleName()).toList());
    assertTrue(told.stream().allMatch(event -> event.gun().equals(Watched.GUN)));
    TrustListener.Verified verified = assertInstanceOf(TrustListener.Verified.class, told.get(6));
    assertInstanceOf(Verdict.Trusted.class, verified.verdict());
    assertTrue(verified.took().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void isToldWhyARefreshFailed() throws InterruptedException {
    try (TufTrustVerifier verifier = watched.verifier().listener(told::add).build()) {
      watched.server.fail(new Outage(Outage.Kind.UNREACHABLE, "down"));
      verifier.verify(Watched.IMAGE);
      watched.server.recover().answer(name -> true, new Fetched.Absent());
      verifier.verify(Watched.IMAGE);
      await(() -> refreshes().size() == 2);
    }
    List<TrustListener.Refreshed> refreshes = refreshes();
    assertEquals(TrustListener.Refreshed.Result.UNAVAILABLE, refreshes.get(0).result());
    assertEquals("down", refreshes.get(0).reason().orElseThrow());
    assertEquals(TrustListener.Refreshed.Result.REFUSED, refreshes.get(1).result());
  }

  @Test
  void changesNoVerdictByThrowingOrInterrupting() throws InterruptedException {
    TrustListener hostile = event -> {
      told.add(event);
      Thread.currentThread().interrupt();
      throw new StackOverflowError("hostile");
    };
    try (TufTrustVerifier verifier = watched.verifier().listener(hostile).build()) {
      assertInstanceOf(Verdict.Trusted.class, verifier.verify(Watched.IMAGE));
      assertInstanceOf(Verdict.Trusted.class, verifier.verify(Watched.IMAGE));
      await(() -> told.size() == 9);
    }
    assertEquals(9, told.size());
  }

  @Test
  void holdsUpNoVerdict() throws InterruptedException {
    CountDownLatch forEver = new CountDownLatch(1);
    TrustListener stuck = event -> {
      told.add(event);
      try {
        forEver.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
    try (TufTrustVerifier verifier = watched.verifier().listener(stuck).build()) {
      for (int i = 0; i < 5000; i++) {
        assertInstanceOf(Verdict.Trusted.class, verifier.verify(Watched.IMAGE));
      }
      await(() -> !told.isEmpty());
    }
    assertEquals(1, told.size());
  }
}
