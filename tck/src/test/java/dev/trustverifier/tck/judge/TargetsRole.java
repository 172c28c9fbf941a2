package dev.trustverifier.tck.judge;

import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What targets or a delegation says.
 *
 * @param file its file
 * @param paths prefixes of the names that it may list
 * @param rows what it lists, be it beyond
 * @param delegations whom it delegates to
 */
record TargetsRole(PlainFile file, List<String> paths, Map<String, Row> rows, List<Delegation> delegations) {

  /** A part of a role's remit in other hands. */
  record Delegation(RoleName name, PlainKeys keys, List<String> paths) {}

  static TargetsRole read(PlainFile file, List<String> paths) {
    Members signed = file.signed();
    Members targets = signed.optionalObject("targets", SpecRule.BODY_SHAPE);
    Map<String, Row> rows = new LinkedHashMap<>();
    targets.map().keySet().forEach(name -> rows.put((String) name, Row.read(targets, (String) name)));
    return new TargetsRole(file, paths, rows, delegations(signed));
  }

  private static List<Delegation> delegations(Members signed) {
    Conduct conduct = signed.conduct();
    Members delegations = signed.optionalObject("delegations", SpecRule.BODY_SHAPE);
    Members table = delegations.optionalObject("keys", SpecRule.BODY_SHAPE);
    List<Delegation> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Object one : delegations.list("roles", SpecRule.BODY_SHAPE)) {
      Members role = Members.of(conduct, signed.role(), one, SpecRule.BODY_SHAPE);
      String name = role.text("name", SpecRule.DELEGATION_NAMED);
      boolean isName = RoleName.isRoleName(name) && new RoleName(name).isDelegation();
      boolean wrong = !isName || !new RoleName(name).delegator().equals(signed.role()) || !names.add(name);
      if (wrong && conduct.heeds(SpecRule.DELEGATION_NAMED)) {
        throw Refusal.malformed(SpecRule.DELEGATION_NAMED, signed.role(), "it delegates to " + name);
      }
      if (isName) {
        all.add(new Delegation(new RoleName(name), PlainKeys.read(role, table), paths(role)));
      }
    }
    return all;
  }

  private static List<String> paths(Members role) {
    List<String> paths = new ArrayList<>();
    for (Object path : role.list("paths", SpecRule.BODY_SHAPE)) {
      if (path instanceof String text) {
        paths.add(text);
      } else if (role.conduct().heeds(SpecRule.BODY_SHAPE)) {
        throw Refusal.malformed(SpecRule.BODY_SHAPE, role.role(), "a path is no text");
      }
    }
    return paths;
  }

  RoleName name() {
    return file.role();
  }

  boolean mayList(String name) {
    return paths.stream().anyMatch(name::startsWith)
        || !file.signed().conduct().heeds(SpecRule.PATHS_RESPECTED);
  }

  /** The row of a name, within the paths. */
  Optional<Row> entitled(String name) {
    return Optional.ofNullable(rows.get(name)).filter(row -> mayList(name));
  }
}
