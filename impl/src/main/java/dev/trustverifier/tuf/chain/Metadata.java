package dev.trustverifier.tuf.chain;

import dev.trustverifier.RoleName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a role's file says, well-formed but on its own unproven. Immutable. */
public sealed interface Metadata {
  long version();

  Instant expires();

  /** The keys and thresholds of the four base roles, each of which is present. */
  record Root(long version, Instant expires, Map<RoleName, RoleKeys> roles) implements Metadata {
    public Root {
      roles = Map.copyOf(roles);
    }

    RoleKeys keysOf(RoleName role) {
      RoleKeys keys = roles.get(role);
      if (keys == null) {
        throw new IllegalArgumentException("root gives no keys to " + role);
      }
      return keys;
    }
  }

  /** Which snapshot is current. */
  record Timestamp(long version, Instant expires, FileMeta snapshot) implements Metadata {}

  /** Every file of one state: root, targets, and the delegations listed. */
  record Snapshot(long version, Instant expires, FileMeta root, FileMeta targets, Map<RoleName, FileMeta> delegations)
      implements Metadata {
    public Snapshot {
      delegations = Map.copyOf(delegations);
    }
  }

  /** Images, and who else may list some. */
  record Targets(long version, Instant expires, TargetRows rows, List<Delegation> delegations) implements Metadata {
    public Targets {
      delegations = List.copyOf(delegations);
    }
  }
}
