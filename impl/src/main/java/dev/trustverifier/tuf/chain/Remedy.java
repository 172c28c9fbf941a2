package dev.trustverifier.tuf.chain;

import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.Optional;
import java.util.Set;

/** What may cure a refusal, if it is no attack. */
public final class Remedy {
  private static final Set<SpecRule> SIGNS_OF_A_PUBLICATION =
      Set.of(SpecRule.HASH_MATCHES, SpecRule.LISTED_FILE_PRESENT, SpecRule.SNAPSHOT_LISTS_ROOT,
          SpecRule.THRESHOLD_MET, SpecRule.ROOT_VERSION_NEXT, SpecRule.FILE_BOUNDED);
  private static final Set<SpecRule> SIGNS_OF_OTHER_KEYS =
      Set.of(SpecRule.THRESHOLD_MET, SpecRule.VERSION_NOT_LOWER, SpecRule.VERSION_UNIQUE);

  private Remedy() {}

  /** Whether somebody may have published between two requests, so that files of two states came together. */
  public static boolean isAnotherAttempt(Rejection rejection) {
    return SIGNS_OF_A_PUBLICATION.contains(rejection.rule());
  }

  /** Whether a replica of the source may have been asked that does not know yet what another one showed before. */
  public static boolean isAnotherReplica(Rejection rejection) {
    return rejection.rule() == SpecRule.VERSION_NOT_LOWER;
  }

  /**
   * Whether the root may be no longer the last: it is unfit itself, or timestamp or snapshot do not go with the keys
   * and versions that it stands for.
   */
  public static boolean isANewerRoot(Rejection rejection) {
    Optional<RoleName> role = rejection.role();
    return role.filter(RoleName.ROOT::equals).isPresent()
        || role.filter(r -> r.equals(RoleName.TIMESTAMP) || r.equals(RoleName.SNAPSHOT)).isPresent()
            && SIGNS_OF_OTHER_KEYS.contains(rejection.rule());
  }

  /** Whether the refusal says that the root is another one than the source's. */
  public static boolean isTheSameRootOtherwise(Rejection rejection) {
    return rejection.rule() == SpecRule.SNAPSHOT_LISTS_ROOT || rejection.rule() == SpecRule.THRESHOLD_MET;
  }
}
