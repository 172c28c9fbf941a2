package dev.trustverifier.tuf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.store.Fuse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/**
 * Whatever a publisher, a server, a network and a memory do, and in whatever order: nothing is trusted but what the
 * publisher signed, never anything older than what was trusted before, and the next honest day all is well again. So
 * too if the client's process is killed, or its machine loses its power, between any two steps of its memory.
 */
class PublisherProperties {

  /** Something that happens. */
  enum Event {
    PUBLISH, ROTATE_ROOT, ROTATE_TIMESTAMP, ROTATE_SNAPSHOT, ROTATE_TARGETS, SIGN_ROOT_ANEW, A_DAY_PASSES,
    THREE_WEEKS_PASS, OUTAGE, THE_MEMORY_FAILS, AN_OLD_STATE, ANOTHER_PUBLISHER,
    AN_OLD_FILE_IN_A_NEW_STATE, NOTHING_THERE
  }

  /** What becomes of the client's process, or of its machine, while it verifies. */
  enum Fate { LIVES, IS_KILLED, LOSES_POWER }

  /** How the client knows its publisher. */
  enum Trust { ON_FIRST_USE, BY_THE_FIRST_ROOT, BY_AN_AUTHORITY }

  /** Whether there is a new client for every look, or one that keeps what it has proven. */
  enum Client { IS_NEW, STAYS }

  /** A day; the fate comes after so many steps, if the client takes them. */
  record Day(Event event, Fate fate, int steps) {}

  @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
  void nothingIsTrustedThatWasNotLastSignedByThePublisherAndNothingSticks(
      @ForAll Storage.Kind kind, @ForAll Trust trust, @ForAll Client client, @ForAll("days") List<Day> days)
      throws IOException {
    try (MortalMemory memory = new MortalMemory(kind); Life life = new Life(memory, trust, client)) {
      for (Day day : days) {
        life.goesThrough(day);
      }
      life.anHonestDay();
    }
  }

  @Provide
  Arbitrary<List<Day>> days() {
    Arbitrary<Integer> steps =
        Arbitraries.integers().between(0, 35).withDistribution(RandomDistribution.uniform());
    return Combinators.combine(Arbitraries.of(Event.class), Arbitraries.of(Fate.class), steps)
        .as(Day::new).list().ofMinSize(1).ofMaxSize(8);
  }

  /** A client's life, with what must hold after each day of it. */
  private static final class Life implements AutoCloseable {
    private static final ImageReference IMAGE = ImageReference.parse(Stage.GUN + ":moving");

    private final MortalMemory memory;
    private final Trust trust;
    private final Client kind;
    private final Stage stage;
    private final List<String> signed = new ArrayList<>();
    private int trusted = -1;
    private TufTrustVerifier client;

    Life(MortalMemory memory, Trust trust, Client kind) {
      this.memory = memory;
      this.trust = trust;
      this.kind = kind;
      stage = new Stage(memory);
      stage.rule(TrustRule.pinned(pin()));
      client = stage.client(stage.policy(), memory);
      // Fixed, so that a root signed anew on another day still says the same.
      stage.publisher.expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(3000)));
      publish();
      look();
    }

    private TrustPin pin() {
      if (trust == Trust.ON_FIRST_USE) {
        return TrustPin.trustOnFirstUse();
      }
      Instant now = stage.clock.instant();
      CertificateAuthority authority = CertificateAuthority.named("Publishers", now);
      CertificateProfile profile =
          CertificateProfile.codeSigning(Stage.GUN.value(), now).usages(CertificateProfile.SERVER_AUTH);
      stage.publisher.keys(
          RoleName.ROOT, RoleKeys.of(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).issuedBy(authority, profile)));
      return trust == Trust.BY_AN_AUTHORITY
          ? TrustPin.certificateAuthority(authority.certificate())
          : TrustPin.root(stage.publisher.publish().current(RoleName.ROOT));
    }

    private MemoryKey.Basis basis() {
      return trust == Trust.ON_FIRST_USE ? MemoryKey.Basis.FIRST_USE : MemoryKey.Basis.PINNED;
    }

    private void publish() {
      signed.add("moving-" + signed.size());
      stage.publisher.addTarget(RoleName.TARGETS, "moving", Stage.digest(signed.get(signed.size() - 1)));
      stage.show(stage.publisher.publish());
    }

    void goesThrough(Day day) throws IOException {
      happens(day.event());
      if (day.fate() == Fate.LIVES) {
        look();
      } else {
        lookForTheLastTime(day);
        look();
      }
      stage.server.recover();
      memory.fails = false;
    }

    private void happens(Event event) {
      switch (event) {
        case PUBLISH -> publish();
        case ROTATE_ROOT -> rotate(RoleName.ROOT);
        case ROTATE_TIMESTAMP -> rotate(RoleName.TIMESTAMP);
        case ROTATE_SNAPSHOT -> rotate(RoleName.SNAPSHOT);
        case ROTATE_TARGETS -> rotate(RoleName.TARGETS);
        case SIGN_ROOT_ANEW -> {
          // Without the signatures of the root before: only who has followed to this one can go on from it.
          stage.clock.advance(Duration.ofDays(1));
          publish();
          look();
          stage.publisher.sign(RoleName.ROOT).version(RoleName.ROOT, stage.publisher.version(RoleName.ROOT));
          publish();
        }
        case A_DAY_PASSES -> stage.clock.advance(Duration.ofDays(1));
        case THREE_WEEKS_PASS -> stage.clock.advance(Duration.ofDays(21));
        case OUTAGE -> stage.server.fail(new Outage(Outage.Kind.UNREACHABLE, "down"));
        case THE_MEMORY_FAILS -> memory.fails = true;
        default -> stage.show(attack(event));
      }
    }

    private void rotate(RoleName role) {
      stage.publisher.rotate(role);
      publish();
    }

    private State attack(Event event) {
      List<State> history = stage.publisher.history();
      State old = history.get(history.size() / 2);
      return switch (event) {
        case AN_OLD_STATE -> old;
        case AN_OLD_FILE_IN_A_NEW_STATE -> stage.publisher.state().with(old, RoleName.SNAPSHOT);
        case ANOTHER_PUBLISHER ->
            SimulatedRepository.of(Stage.GUN, stage.clock)
                .addTarget(RoleName.TARGETS, "moving", Stage.digest("evil"))
                .publish();
        default -> new State(Stage.GUN, Map.of());
      };
    }

    private void look() {
      Optional<Remembered> before = memory.content(basis());
      Verdict verdict = verdict();
      if (verdict instanceof Verdict.Trusted image) {
        int now = indexOf(image);
        assertTrue(now >= trusted, "went back from " + trusted + " to " + now);
        trusted = now;
      } else {
        assertEquals(before, memory.content(basis()), verdict.message());
      }
    }

    private Verdict verdict() {
      if (kind == Client.IS_NEW) {
        anotherClient();
      }
      return client.verify(IMAGE);
    }

    private void anotherClient() {
      client.close();
      client = stage.client(stage.policy(), memory);
    }

    private void lookForTheLastTime(Day day) throws IOException {
      long before = lastSeenVersion();
      memory.fuse.light(day.steps());
      try {
        look();
      } catch (Fuse.Killed killed) {
        memory.restart(day.fate() == Fate.LOSES_POWER);
        anotherClient();
        assertTrue(lastSeenVersion() >= before, "forgot that it saw " + before);
      }
      memory.fuse.replace();
    }

    private long lastSeenVersion() {
      return memory.content(basis()).map(kept -> kept.floors().get(RoleName.TIMESTAMP).version()).orElse(0L);
    }

    private int indexOf(Verdict.Trusted image) {
      for (int i = 0; i < signed.size(); i++) {
        if (Stage.digest(signed.get(i)).equals(image.image().digest())) {
          return i;
        }
      }
      throw new AssertionError("the publisher never signed " + image.image().digest());
    }

    void anHonestDay() {
      stage.clock.advance(Duration.ofDays(1));
      publish();
      Verdict verdict = verdict();
      Verdict.Trusted image = assertInstanceOf(Verdict.Trusted.class, verdict, verdict.message());
      assertEquals(signed.size() - 1, indexOf(image));
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
