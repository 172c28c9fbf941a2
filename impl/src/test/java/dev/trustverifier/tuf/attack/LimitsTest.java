package dev.trustverifier.tuf.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits that a user may set, and the way out of those that an honest publisher may reach. */
class LimitsTest {
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  private final Stage stage = new Stage(new InProcessTrustMemory());

  @Test
  void aTimestampThatIsValidForLongIsRefusedOnlyWhereThatIsLimited() {
    stage.publisher.expires(RoleName.TIMESTAMP, stage.clock.instant().plus(FORTNIGHT).plusNanos(1));
    stage.publish("v1").assertTrusted("v1");
    stage.limits = Limits.defaults().timestampsValidFor(FORTNIGHT);
    stage.assertRejected("v1", SpecRule.EXPIRY_NEAR, RoleName.TIMESTAMP);
    Verdict.Rejected rejected = assertInstanceOf(Verdict.Rejected.class, stage.verdict("v1"));
    Rejection.TooLarge tooLarge = assertInstanceOf(Rejection.TooLarge.class, rejected.rejection());
    assertEquals(FORTNIGHT.toSeconds(), tooLarge.limit());
  }

  @Test
  void aTimestampThatIsValidAsLongAsItMayBeIsTaken() {
    stage.limits = Limits.defaults().timestampsValidFor(FORTNIGHT);
    stage.publisher.expires(RoleName.TIMESTAMP, stage.clock.instant().plus(FORTNIGHT));
    stage.publish("v1").assertTrusted("v1");
    stage.publisher.expires(RoleName.TIMESTAMP, stage.clock.instant().plus(Duration.ofDays(3000)));
    stage.publish("v2").assertRejected("v2", SpecRule.EXPIRY_NEAR, RoleName.TIMESTAMP);
    stage.publisher.expires(RoleName.TIMESTAMP, stage.clock.instant().plus(FORTNIGHT));
    stage.publish("v3").assertTrusted("v3");
  }

  @Test
  void aTimestampsValidityIsPositive() {
    for (Duration most : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThrows(IllegalArgumentException.class, () -> Limits.defaults().timestampsValidFor(most));
    }
    assertEquals(Optional.empty(), Limits.defaults().timestampValidity());
  }

  @Test
  void whoSleptThroughTooManyRotationsIsToldTheWayOut() {
    stage.publish("v1").assertTrusted("v1");
    for (int i = 0; i < 3; i++) {
      stage.publisher.rotate(RoleName.ROOT);
      stage.publish("v2");
    }
    stage.limits = withRotations(2);
    stage.assertRejected("v2", SpecRule.ROTATIONS_BOUNDED, RoleName.ROOT);
    String message = stage.verdict("v2").message();
    assertTrue(message.contains("allow more of them, or pin a later root and have the collection forgotten"), message);
    stage.limits = withRotations(3);
    stage.assertTrusted("v2");
  }

  private static Limits withRotations(int most) {
    Limits usual = Limits.defaults();
    return new Limits(
        usual.rootBytes(), usual.timestampBytes(), usual.fileBytes(), usual.refreshBytes(), most, usual.delegations(),
        usual.timestampValidity());
  }
}
