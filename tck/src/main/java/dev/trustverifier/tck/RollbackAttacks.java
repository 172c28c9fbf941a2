package dev.trustverifier.tck;

import static dev.trustverifier.SpecRule.VERSION_NOT_LOWER;

import dev.trustverifier.Rejection.RolledBack;
import dev.trustverifier.RoleName;
import java.util.List;

/** Old states, and parts of them, shown to a client that has seen newer ones. */
final class RollbackAttacks {
  private RollbackAttacks() {}

  static List<Case> cases() {
    return List.of(
        Story.of("timestamp-replayed", VERSION_NOT_LOWER, "the server shows the state of yesterday, as it was signed")
            .shown(publisher -> publisher.history().get(0))
            .refused(RolledBack.class, RoleName.TIMESTAMP),
        Story.of("snapshot-rolled-back", VERSION_NOT_LOWER, "a thief of the timestamp key lists an older snapshot")
            .update(publisher -> publisher.version(RoleName.SNAPSHOT, 1))
            .refused(RolledBack.class, RoleName.SNAPSHOT));
  }
}
