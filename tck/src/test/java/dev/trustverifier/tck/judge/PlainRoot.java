package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A root, and how it was come by.
 *
 * @param file the root itself
 * @param keys whom it entitles
 * @param pinRule the rule by which it had to meet a pin
 * @param since when each role last lost its keys
 * @param anchors pinned roots that it descends from
 */
record PlainRoot(
    PlainFile file, Map<RoleName, PlainKeys> keys, SpecRule pinRule, Map<RoleName, List<Long>> since,
    Set<Digest> anchors) {
  static final List<RoleName> ROLES =
      List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  /** Reads a root, which is not to be believed yet. */
  static PlainRoot read(Conduct conduct, byte[] bytes) {
    PlainFile file = PlainFile.read(conduct, RoleName.ROOT, bytes);
    Members table = file.signed().optionalObject("keys", SpecRule.BODY_SHAPE);
    Members roles = file.signed().object("roles", SpecRule.ROLES_COMPLETE);
    Map<RoleName, PlainKeys> keys = new HashMap<>();
    for (RoleName role : ROLES) {
      if (roles.has(role.value()) || conduct.heeds(SpecRule.ROLES_COMPLETE)) {
        keys.put(role, PlainKeys.read(roles.object(role.value(), SpecRule.ROLES_COMPLETE), table));
      } else {
        keys.put(role, new PlainKeys(conduct, 0, Map.of()));
      }
    }
    Map<RoleName, List<Long>> since = new HashMap<>();
    ROLES.forEach(role -> since.put(role, role.equals(RoleName.ROOT) ? List.of() : List.of(file.version())));
    return new PlainRoot(file, keys, SpecRule.ROOT_PINNED, since, Set.of());
  }

  PlainRoot since(Map<RoleName, List<Long>> other) {
    return new PlainRoot(file, keys, pinRule, other, anchors);
  }

  PlainRoot pinnedBy(SpecRule rule) {
    return new PlainRoot(file, keys, rule, since, anchors);
  }

  PlainRoot anchored(Set<Digest> more) {
    Set<Digest> all = new HashSet<>(anchors);
    all.addAll(more);
    return new PlainRoot(file, keys, pinRule, since, all);
  }

  PlainKeys ownKeys() {
    return keys.get(RoleName.ROOT);
  }

  long version() {
    return file.version();
  }

  boolean saysTheSameAs(PlainRoot other) {
    return file.statement().equals(other.file.statement());
  }
}
