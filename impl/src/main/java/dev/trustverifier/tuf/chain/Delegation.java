package dev.trustverifier.tuf.chain;

import dev.trustverifier.RoleName;
import java.util.List;

/**
 * A role that a targets role hands a part of its remit to.
 *
 * @param name the delegator's name, a slash and one segment
 * @param keys who may sign for it
 * @param paths prefixes of the names it may list; none: it may list nothing
 */
public record Delegation(RoleName name, RoleKeys keys, List<String> paths) {
  private static final long OVERHEAD = 1024;
  private static final long TEXT = 64;

  public Delegation {
    paths = paths.stream().distinct().toList();
  }

  /** About how much memory this takes, in bytes. */
  long size() {
    return OVERHEAD + paths.stream().mapToLong(path -> TEXT + path.length()).sum();
  }
}
