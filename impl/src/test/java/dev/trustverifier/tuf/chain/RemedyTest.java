package dev.trustverifier.tuf.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be worth another look before a refusal is final. */
class RemedyTest {

  private static Rejection rejection(RoleName role, SpecRule rule) {
    return new Rejection.Malformed(rule, Optional.of(role), "");
  }

  @ParameterizedTest
  @CsvSource({
    "HASH_MATCHES, true, false", "LISTED_FILE_PRESENT, true, false", "SNAPSHOT_LISTS_ROOT, true, false",
    "THRESHOLD_MET, true, false", "ROOT_VERSION_NEXT, true, false", "FILE_BOUNDED, true, false",
    "VERSION_NOT_LOWER, false, true", "VERSION_UNIQUE, false, false", "NOT_EXPIRED, false, false",
    "STRICT_JSON, false, false"
  })
  void filesMayBeOfTwoStatesOrOfAReplicaThatLags(SpecRule rule, boolean attempt, boolean replica) {
    assertEquals(attempt, Remedy.isAnotherAttempt(rejection(RoleName.SNAPSHOT, rule)));
    assertEquals(replica, Remedy.isAnotherReplica(rejection(RoleName.SNAPSHOT, rule)));
  }

  @ParameterizedTest
  @CsvSource({
    "root, NOT_EXPIRED, true", "root, THRESHOLD_MET, true", "timestamp, THRESHOLD_MET, true",
    "snapshot, VERSION_NOT_LOWER, true", "timestamp, VERSION_UNIQUE, true", "timestamp, NOT_EXPIRED, false",
    "snapshot, HASH_MATCHES, false", "targets, THRESHOLD_MET, false", "targets/releases, VERSION_NOT_LOWER, false"
  })
  void theRootMayNotBeTheLast(String role, SpecRule rule, boolean newer) {
    assertEquals(newer, Remedy.isANewerRoot(rejection(new RoleName(role), rule)));
  }

  @ParameterizedTest
  @CsvSource({"SNAPSHOT_LISTS_ROOT, true", "THRESHOLD_MET, true", "VERSION_UNIQUE, false"})
  void theRootMayBeTheSameSignedAnew(SpecRule rule, boolean same) {
    assertEquals(same, Remedy.isTheSameRootOtherwise(rejection(RoleName.ROOT, rule)));
  }
}
