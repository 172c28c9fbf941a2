package dev.trustverifier.tuf.freshness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.TufTrustVerifierBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 64 threads and one verifier. */
class ManyCallersTest {
  private static final int CALLERS = 64;
  private static final Gun GUN = new Gun("registry.example/app");
  private static final ImageReference IMAGE = ImageReference.parse(GUN + ":v1");

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  private final SimulatedSource server = SimulatedSource.of(publisher);
  private final Traffic traffic = new Traffic(server);
  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

  private TufTrustVerifierBuilder verifier(Freshness freshness) {
    TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(freshness);
    return TufTrustVerifier.builder()
        .source(traffic)
        .policy(TrustPolicy.builder().rule("registry.example/**", rule).build())
        .memory(TrustMemory.forgetful())
        .clock(clock);
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private List<Verdict> all(List<? extends Callable<Verdict>> calls) throws InterruptedException, ExecutionException {
    List<Verdict> verdicts = new ArrayList<>();
    for (Future<Verdict> call : callers.invokeAll(calls)) {
      verdicts.add(call.get());
    }
    return verdicts;
  }

  private List<Verdict> allAtOnce(TufTrustVerifier verifier) throws InterruptedException, ExecutionException {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    return all(IntStream.range(0, CALLERS).mapToObj(i -> (Callable<Verdict>) () -> verifier.verify(IMAGE, deadline))
        .toList());
  }

  @Test
  void shareOneRefreshOfACollectionThatNobodyKnows() throws InterruptedException, ExecutionException {
    publisher.addTarget(RoleName.TARGETS, "v1", Kept.digest("one")).publish();
    try (TufTrustVerifier verifier = verifier(Freshness.defaults()).build()) {
      allAtOnce(verifier).forEach(verdict -> assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message()));
    }
    assertEquals(4, traffic.requests());
  }

  @Test
  void shareOneRecheck() throws InterruptedException, ExecutionException {
    publisher.addTarget(RoleName.TARGETS, "v1", Kept.digest("one")).publish();
    try (TufTrustVerifier verifier = verifier(Freshness.defaults()).build()) {
      verifier.verify(IMAGE).orElseThrow();
      clock.advance(Duration.ofMinutes(1));
      allAtOnce(verifier).forEach(verdict -> assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message()));
    }
    assertEquals(5, traffic.requests());
  }

  @Test
  void whoWaitForARefreshShareItsOutageAndItsRefusal() throws InterruptedException, ExecutionException {
    publisher.addTarget(RoleName.TARGETS, "v1", Kept.digest("one")).publish();
    server.fail(Kept.DOWN);
    try (TufTrustVerifier verifier = verifier(Freshness.defaults()).build()) {
      allAtOnce(verifier).forEach(
          verdict -> assertEquals(Kept.DOWN, assertInstanceOf(Verdict.Undecided.class, verdict).outage()));
      assertTrue(traffic.requests() <= CALLERS);
      server.recover();
      clock.advance(Duration.ofDays(15));
      allAtOnce(verifier).forEach(
          verdict -> assertEquals(
              SpecRule.NOT_EXPIRED, assertInstanceOf(Verdict.Rejected.class, verdict).rejection().rule()));
    }
    assertEquals(1, traffic.mostTimestampsAtOnce());
  }

  @Test
  void fetchTargetsAndDelegationsAtOnce() {
    List<String> names = List.of("alice", "bob", "releases");
    for (String name : names) {
      RoleName role = new RoleName("targets/" + name);
      publisher.delegate(role).addTarget(role, "v1", Kept.digest("one"));
    }
    publisher.publish();
    traffic.meet(names.size() + 1, name -> name.fileName().startsWith("targets"));
    try (TufTrustVerifier verifier = verifier(Freshness.defaults()).build()) {
      Verdict verdict = verifier.verify(IMAGE, Deadline.after(Duration.ofSeconds(30)));
      assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message());
    }
    assertEquals(names.size() + 4, traffic.requests());
  }

  @Test
  void fetchNoMoreAtOnceThanTheBudgetOfARefresh() {
    RoleName role = new RoleName("targets/releases");
    publisher.delegate(role).addTarget(role, "v1", Kept.digest("one")).publish();
    long all = 64 * 1024;
    try (TufTrustVerifier verifier =
        verifier(Freshness.defaults()).limits(new Limits(all / 4, all / 4, all, all, 8, 8)).build()) {
      verifier.verify(IMAGE).orElseThrow();
    }
    assertTrue(traffic.mostBytesAtOnce() <= all, () -> "bytes at once: " + traffic.mostBytesAtOnce());
  }

  @Test
  void refuseWhatIsTooMuchWhetherOrNotItIsFetchedAtOnce() {
    RoleName role = new RoleName("targets/releases");
    publisher.delegate(role).addTarget(role, "v1", Kept.digest("one")).publish();
    long all = publisher.state().files().values().stream().mapToLong(file -> file.length).sum();
    try (TufTrustVerifier verifier =
        verifier(Freshness.defaults()).limits(new Limits(all, all, all, 2000, 8, 8)).build()) {
      Verdict.Rejected verdict = assertInstanceOf(Verdict.Rejected.class, verifier.verify(IMAGE));
      assertEquals(SpecRule.REFRESH_BOUNDED, verdict.rejection().rule());
    }
  }

  @Test
  void keepTheCacheWithinItsBoundAndNeverRefreshACollectionTwiceAtOnce()
      throws InterruptedException, ExecutionException {
    int collections = 60;
    long size = publish(collections);
    Freshness freshness = Freshness.recheckAfter(Duration.ofDays(1));
    try (TufTrustVerifier verifier = verifier(freshness).cacheBytes(10 * (8 * 1024 + size)).build()) {
      List<Callable<Verdict>> calls = new ArrayList<>();
      for (int i = 0; i < 4 * collections; i++) {
        ImageReference image = ImageReference.parse("registry.example/many/" + i * 37 % collections + ":v1");
        calls.add(() -> verifier.verify(image, Deadline.after(Duration.ofSeconds(60))));
      }
      all(calls).forEach(verdict -> assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message()));
      assertEquals(1, traffic.mostTimestampsAtOnce());
      int cached = 0;
      for (int i = 0; i < collections; i++) {
        int before = traffic.requests();
        verifier.verify(ImageReference.parse("registry.example/many/" + i + ":v1")).orElseThrow();
        cached += before == traffic.requests() ? 1 : 0;
      }
      assertTrue(cached > 0 && cached <= 11, "cached: " + cached);
    }
  }

  /** Publishes collections and returns how many bytes one of them has. */
  private long publish(int collections) {
    for (int i = 0; i < collections; i++) {
      SimulatedRepository one = SimulatedRepository.of(new Gun("registry.example/many/" + i), clock);
      server.serve(one.addTarget(RoleName.TARGETS, "v1", Kept.digest("one")).publish());
    }
    publisher.addTarget(RoleName.TARGETS, "v1", Kept.digest("one")).publish();
    return List.of("root", "timestamp", "snapshot", "targets").stream()
        .mapToLong(role -> publisher.state().file(role + ".json").orElseThrow().length)
        .sum();
  }
}
