package dev.trustverifier.tuf.attack;

import static dev.trustverifier.tuf.attack.Stage.ALICE;
import static dev.trustverifier.tuf.attack.Stage.GUN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Deadline;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tck.repository.JsonObject;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.H2;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks on a client that has seen the collection before. Each is refused by its own rule, leaves the memory as it
 * was, and does not keep the publisher's next honest update from being accepted.
 */
class RememberedAttacksTest {

  /** One thing a server, or a thief of keys, can do. */
  enum Attack {
    ROLLBACK_OF_THE_TIMESTAMP(SpecRule.VERSION_NOT_LOWER, RoleName.TIMESTAMP) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.history().get(publisher.history().size() - 2);
      }
    },
    ROLLBACK_OF_THE_SNAPSHOT_UNDER_A_NEW_TIMESTAMP(SpecRule.VERSION_NOT_LOWER, RoleName.SNAPSHOT) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.version(RoleName.SNAPSHOT, publisher.version(RoleName.SNAPSHOT) - 1).publish();
      }
    },
    ROLLBACK_OF_TARGETS_TO_A_SHORTER_FILE(SpecRule.VERSION_NOT_LOWER, RoleName.TARGETS) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.removeTarget(RoleName.TARGETS, "v2").version(RoleName.TARGETS, 1).publish();
      }
    },
    ROLLBACK_OF_TARGETS_TO_A_LONGER_FILE(SpecRule.VERSION_NOT_LOWER, RoleName.TARGETS) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.addTarget(RoleName.TARGETS, "v".repeat(100), Stage.digest("x"))
            .version(RoleName.TARGETS, 1).publish();
      }
    },
    ROLLBACK_OF_A_DELEGATION(SpecRule.VERSION_NOT_LOWER, ALICE) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.version(ALICE, 1).publish();
      }
    },
    ANOTHER_TIMESTAMP_OF_THE_SAME_VERSION(SpecRule.VERSION_UNIQUE, RoleName.TIMESTAMP) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.tamper(RoleName.TIMESTAMP, body -> body.put("note", "other"))
            .version(RoleName.TIMESTAMP, publisher.version(RoleName.TIMESTAMP)).publish();
      }
    },
    OTHER_TARGETS_OF_THE_SAME_VERSION(SpecRule.VERSION_UNIQUE, RoleName.TARGETS) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.addTarget(RoleName.TARGETS, "v2", Stage.digest("evil"))
            .version(RoleName.TARGETS, publisher.version(RoleName.TARGETS)).publish();
      }
    },
    THE_COLLECTION_VANISHES(SpecRule.COLLECTION_STAYS, RoleName.TIMESTAMP) {
      @Override
      State state(SimulatedRepository publisher) {
        return new State(GUN, Map.of());
      }
    },
    A_DELEGATION_VANISHES_FROM_THE_SNAPSHOT(SpecRule.DELEGATION_STAYS, ALICE) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.tamper(RoleName.SNAPSHOT, body -> body.object("meta").remove(ALICE.value())).publish();
      }
    },
    ANOTHER_PUBLISHER_UNDER_THE_SAME_NAME(SpecRule.VERSION_UNIQUE, RoleName.ROOT) {
      @Override
      State state(SimulatedRepository publisher) {
        return stranger().publish();
      }
    },
    ANOTHER_PUBLISHER_WITH_THE_NEXT_ROOT(SpecRule.ROOT_SIGNED_BY_PREDECESSOR, RoleName.ROOT) {
      @Override
      State state(SimulatedRepository publisher) {
        return stranger().version(RoleName.ROOT, publisher.version(RoleName.ROOT) + 1).publish();
      }
    },
    A_SNAPSHOT_OF_ANOTHER_COLLECTION(SpecRule.HASH_MATCHES, RoleName.SNAPSHOT) {
      @Override
      State state(SimulatedRepository publisher) {
        byte[] foreign = stranger().publish().current(RoleName.SNAPSHOT);
        return publisher.tamperServed(
            RoleName.SNAPSHOT, own -> Arrays.copyOf(foreign, own.length)).publish();
      }
    },
    A_TIMESTAMP_SIGNED_BY_NOBODY(SpecRule.THRESHOLD_MET, RoleName.TIMESTAMP) {
      @Override
      State state(SimulatedRepository publisher) {
        return publisher.tamperEnvelope(RoleName.TIMESTAMP, envelope -> envelope.signatures().clear()).publish();
      }
    };

    private final SpecRule rule;
    private final RoleName role;

    Attack(SpecRule rule, RoleName role) {
      this.rule = rule;
      this.role = role;
    }

    abstract State state(SimulatedRepository publisher);

    private static SimulatedRepository stranger() {
      return SimulatedRepository.of(GUN, () -> Instant.parse("2026-11-22T12:00:00Z"))
          .addTarget(RoleName.TARGETS, "v2", Stage.digest("evil"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAndForgottenByAMemoryInTheProcess(Attack attack) {
    play(attack, new InProcessTrustMemory());
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAndForgottenByAMemoryInAFile(Attack attack, @TempDir Path folder) {
    play(attack, FileTrustMemory.at(folder));
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedAndForgottenByAMemoryInADatabase(Attack attack) throws IOException {
    try (JdbcTrustMemory memory = JdbcTrustMemory.over(H2.fresh(), "fleet")) {
      memory.createSchema(Deadline.after(Duration.ofSeconds(10)));
      play(attack, memory);
    }
  }

  private static void play(Attack attack, TrustMemory memory) {
    Stage stage = new Stage(memory);
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a"));
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.addTarget(ALICE, "b", Stage.digest("b"));
    stage.publish("v2").assertTrusted("v2");
    Recalled before = recall(memory);

    stage.show(attack.state(stage.publisher)).assertRejected("v2", attack.rule, attack.role);
    assertEquals(before, recall(memory));

    if (stage.publisher.history().size() > 2) {
      stage.publisher.retract();
    }
    stage.publish("v3").assertTrusted("v3");
  }

  private static Recalled recall(TrustMemory memory) {
    return memory.recall(
        new MemoryKey(GUN, MemoryKey.Basis.FIRST_USE), Deadline.after(Duration.ofSeconds(10)));
  }

  @Test
  void aFreezeEndsWithTheTimestamp() {
    Stage stage = new Stage(new InProcessTrustMemory()).publish("v1").assertTrusted("v1");
    stage.clock.advance(Duration.ofDays(14));
    stage.assertTrusted("v1");
    stage.clock.advance(Duration.ofNanos(1));
    stage.assertRejected("v1", SpecRule.NOT_EXPIRED, RoleName.TIMESTAMP);
    stage.publish("v2").assertTrusted("v2");
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aVersionDrivenUpByAThiefIsHealedByRotatingTheKey(RoleName role) {
    Stage stage = new Stage(new InProcessTrustMemory()).publish("v1").assertTrusted("v1");
    stage.publisher.version(role, 1L << 40);
    stage.show(stage.publisher.publish()).assertTrusted("v1");
    stage.publisher.version(role, 3);
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.VERSION_NOT_LOWER, role);
    stage.publisher.rotate(role).version(role, 1);
    stage.publish("v2").assertTrusted("v2");
    stage.publish("v3").assertTrusted("v3");
  }

  static Stream<RoleName> roles() {
    return Stream.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS);
  }

  @Test
  void aDelegationDrivenUpByAThiefIsHealedByGivingItOtherKeys() {
    Stage stage = new Stage(new InProcessTrustMemory());
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a")).version(ALICE, 1L << 40);
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.rotate(ALICE).version(ALICE, 1);
    stage.publish("v2").assertTrusted("v2");
    stage.publisher.rotate(RoleName.TARGETS).version(RoleName.TARGETS, 1);
    stage.publish("v3").assertTrusted("v3");
  }

  @Test
  void aDelegationKeepsItsFloorWhenItsDelegatorsKeysChange() {
    Stage stage = new Stage(new InProcessTrustMemory());
    stage.publisher.delegate(ALICE).addTarget(ALICE, "a", Stage.digest("a")).version(ALICE, 5);
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.rotate(RoleName.TARGETS);
    stage.publisher.version(ALICE, 4);
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.VERSION_NOT_LOWER, ALICE);
  }

  @Test
  void aReplicaThatLagsBehindDragsNobodyBack() {
    TrustMemory shared = new InProcessTrustMemory();
    Stage stage = new Stage(shared).publish("v1").assertTrusted("v1");
    State old = stage.publisher.state();
    stage.publish("v2").assertTrusted("v2");
    State current = stage.publisher.state();
    Recalled before = recall(shared);
    stage.show(old).assertRejected("v1", SpecRule.VERSION_NOT_LOWER, RoleName.TIMESTAMP);
    assertEquals(before, recall(shared));
    stage.show(current).assertTrusted("v2");
  }

  @Test
  void aStateThatExpiredWhileWeSleptIsStillAFloorAndTheStartOfTheChain() {
    Stage stage = new Stage(new InProcessTrustMemory());
    stage.publisher.expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(30)));
    stage.publish("v1").assertTrusted("v1");
    State old = stage.publisher.state();
    stage.publisher.rotate(RoleName.ROOT).publish();
    stage.publisher.rotate(RoleName.ROOT).publish();
    stage.clock.advance(Duration.ofDays(60));
    stage.assertRejected("v1", SpecRule.NOT_EXPIRED, RoleName.ROOT);
    stage.publisher.expires(RoleName.ROOT, stage.clock.instant().plus(Duration.ofDays(30))).rotate(RoleName.ROOT);
    stage.publish("v2").assertTrusted("v2");
    stage.show(old).assertRejected("v1", SpecRule.VERSION_NOT_LOWER, RoleName.TIMESTAMP);
  }

  @Test
  void aFileSignedAnewWithoutAnotherWordIsNoOtherVersion() {
    Stage stage = new Stage(new InProcessTrustMemory()).publish("v1").assertTrusted("v1");
    for (RoleName role : List.of(RoleName.TARGETS, RoleName.ROOT)) {
      stage.publisher.sign(role).version(role, stage.publisher.version(role));
      stage.show(stage.publisher.publish()).assertTrusted("v1");
    }
  }

  @Test
  void aDelegationTakenBackAndGivenAgainStartsAnew() {
    Stage stage = new Stage(new InProcessTrustMemory());
    RoleKeys keys = RoleKeys.fresh(KeyAlgorithm.ECDSA_P256);
    Consumer<Stage> delegate =
        s -> s.publisher.delegate(ALICE, keys, "").addTarget(ALICE, "a", Stage.digest("a"));
    delegate.accept(stage);
    stage.publisher.version(ALICE, 7);
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.undelegate(ALICE);
    stage.publish("v2").assertTrusted("v2");
    delegate.accept(stage);
    stage.publisher.version(ALICE, 1);
    stage.publish("v3").assertTrusted("v3");
  }

  @Test
  void aBodyWithoutVersionIsRefusedBeforeAnythingIsCompared() {
    Stage stage = new Stage(new InProcessTrustMemory()).publish("v1").assertTrusted("v1");
    stage.publisher.tamper(RoleName.TIMESTAMP, (JsonObject body) -> body.remove("version"));
    stage.show(stage.publisher.publish()).assertRejected("v1", SpecRule.VERSION_POSITIVE, RoleName.TIMESTAMP);
  }
}
