package dev.trustverifier.tuf.chain;

import java.util.List;
import java.util.Optional;

/**
 * Targets, or a delegation, after everything about it was proven.
 *
 * @param proven who signed what
 * @param paths which names count; for targets all
 * @param rows the images listed, be it outside the paths
 * @param delegations whom it delegates to
 */
record TargetsRole(Proven proven, Paths paths, TargetRows rows, List<Delegation> delegations) {

  boolean mayList(String name) {
    return paths.covers(name);
  }

  /** The row of a name, if there is one and it is within the paths. */
  Optional<TargetRow> entitled(String name) {
    return mayList(name) ? rows.find(name) : Optional.empty();
  }

  /** About how much memory this takes, in bytes; more than its file where that has very many and very short entries. */
  long size() {
    return proven.length() + rows.size() + delegations.stream().mapToLong(Delegation::size).sum();
  }
}
