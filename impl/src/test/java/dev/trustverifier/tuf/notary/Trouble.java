package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One verifier, a server that is good, and one that is not, to which the verifier comes in some state. */
final class Trouble implements AutoCloseable {
  private static final Gun GUN = new Gun("registry.example/app");
  private static final Duration WHILE = Duration.ofSeconds(4);
  private static final Duration MOST_OF_A_WHILE = Duration.ofMillis(3500);
  private static final ImageReference IMAGE = ImageReference.parse(GUN + ":v1");

  /** How far the verifier has come when the server fails. */
  enum State {
    /** It knows nothing. */
    COLD,
    /** It has proven the collection before, and asks whether that has changed. */
    WARM,
    /** It has found that it has changed, and asks for the rest. */
    REFRESHING,
    /** It answers by what it has proven, and asks in the background whether that has changed, which it has. */
    ANSWERING;

    private boolean isLost(MetadataName file) {
      return this != REFRESHING || !file.fileName().equals("timestamp.json");
    }
  }

  private final Fault fault;
  private final State state;
  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T12:00:00Z"));
  private final SimulatedRepository publisher = SimulatedRepository.of(GUN, clock);
  private final NotaryEmulator good = NotaryEmulator.start().serve(publisher);
  private final RawServer bad;
  private final TufTrustVerifier verifier;
  private final CountDownLatch failed = new CountDownLatch(1);
  private volatile boolean failing;
  private volatile Consumer<ManualClock> during = clock -> {};
  private Digest latest;

  Trouble(Fault fault, State state) throws IOException {
    this.fault = fault;
    this.state = state;
    this.bad = fault.start();
    this.verifier = verifier();
    publish("one");
    if (state != State.COLD) {
      verify(Deadline.after(Fetching.PATIENCE)).orElseThrow();
      publish(state == State.WARM ? "one" : "two");
    }
    if (state == State.ANSWERING) {
      clock.advance(MOST_OF_A_WHILE);
    }
    failing = true;
  }

  private void publish(String content) {
    latest = Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    publisher.addTarget(RoleName.TARGETS, "v1", latest).publish();
  }

  private TufTrustVerifier verifier() {
    Duration trusted = state == State.ANSWERING ? WHILE : Duration.ZERO;
    TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(Freshness.recheckAfter(trusted));
    return TufTrustVerifier.builder()
        .source(new Diversion())
        .policy(TrustPolicy.builder().rule("**", rule).build())
        .memory(TrustMemory.forgetful())
        .clock(clock)
        .build();
  }

  Trouble duringARequest(Consumer<ManualClock> event) {
    during = event;
    return this;
  }

  Verdict verify(Deadline deadline) {
    return verifier.verify(IMAGE, deadline);
  }

  /** Waits until the server that fails was asked, and until no answer counts that was given before. */
  void outlastWhatIsKnown() throws InterruptedException {
    assertTrue(failed.await(Fetching.PATIENCE.toSeconds(), TimeUnit.SECONDS), "nobody asked");
    clock.advance(WHILE);
  }

  /** The verdict once the server is good again. */
  Verdict afterwards() {
    failing = false;
    return verify(Deadline.after(Fetching.PATIENCE));
  }

  /** What the image is by what was published last. */
  Digest latest() {
    return latest;
  }

  void register(Leftovers leftovers) throws IOException {
    leftovers.of(fault + " when " + state, good.uri(), bad.uri());
  }

  @Override
  public void close() throws IOException {
    verifier.close();
    good.close();
    bad.close();
  }

  /** Real sources of both servers, of which the one that fails is asked for what is lost. */
  private final class Diversion implements MetadataSource {
    private final NotarySource sound = NotarySource.at(good.uri());
    private final NotarySource broken = NotarySource.at(fault.at(bad));

    @Override
    public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
      if (!failing || !state.isLost(name)) {
        return sound.fetch(gun, name, limit, deadline);
      }
      during.accept(clock);
      failed.countDown();
      return broken.fetch(gun, name, limit, deadline);
    }

    @Override
    public String describe(Gun gun) {
      return sound.describe(gun);
    }

    @Override
    public void close() {
      sound.close();
      broken.close();
    }
  }
}
