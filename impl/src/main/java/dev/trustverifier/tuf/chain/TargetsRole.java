package dev.trustverifier.tuf.chain;

import java.util.List;
import java.util.Optional;

/**
 * Targets, or a delegation, after everything about it was proven.
 *
 * @param proven who signed what
 * @param paths prefixes of the names that count; for targets the empty prefix
 * @param rows the images listed, be it outside the paths
 * @param delegations whom it delegates to
 */
record TargetsRole(Proven proven, List<String> paths, TargetRows rows, List<Delegation> delegations) {

  boolean mayList(String name) {
    return paths.stream().anyMatch(name::startsWith);
  }

  /** The row of a name, if there is one and it is within the paths. */
  Optional<TargetRow> entitled(String name) {
    return mayList(name) ? rows.find(name) : Optional.empty();
  }

  /** The paths of a delegation that this role could hand on: those within its own. */
  List<String> handedOn(Delegation delegation) {
    return delegation.paths().stream().filter(this::mayList).toList();
  }
}
