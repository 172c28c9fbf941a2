package dev.trustverifier.tuf.wire;

import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.Delegation;
import dev.trustverifier.tuf.chain.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads whom a targets file delegates to. */
final class Delegations {
  private Delegations() {}

  static List<Delegation> read(Fields signed) throws Refused {
    Optional<Fields> delegations = signed.optionalObject("delegations", SpecRule.BODY_SHAPE);
    if (delegations.isEmpty()) {
      return List.of();
    }
    KeyTable keys = new KeyTable(delegations.get().optionalObject("keys", SpecRule.BODY_SHAPE));
    List<Delegation> result = new ArrayList<>();
    Set<RoleName> names = new HashSet<>();
    for (JsonValue value : delegations.get().array("roles", SpecRule.BODY_SHAPE)) {
      Fields role = Fields.of(signed.role(), "a delegation", value, SpecRule.BODY_SHAPE);
      RoleName name = name(role);
      if (!names.add(name)) {
        throw role.refused(SpecRule.DELEGATION_NAMED, "name", "is listed twice: " + name);
      }
      result.add(new Delegation(name, keys.keysOf(role), paths(role)));
    }
    return result;
  }

  private static RoleName name(Fields role) throws Refused {
    String text = role.text("name", SpecRule.DELEGATION_NAMED);
    if (RoleName.isRoleName(text)) {
      RoleName name = new RoleName(text);
      if (name.isDelegation() && name.delegator().equals(role.role())) {
        return name;
      }
    }
    throw role.refused(
        SpecRule.DELEGATION_NAMED, "name", "is \"" + text + "\", not " + role.role() + "/ and one segment");
  }

  private static List<String> paths(Fields role) throws Refused {
    List<String> paths = new ArrayList<>();
    for (JsonValue value : role.array("paths", SpecRule.BODY_SHAPE)) {
      if (!(value instanceof JsonValue.Text path)) {
        throw role.refused(SpecRule.BODY_SHAPE, "paths", "lists something that is no text");
      }
      paths.add(path.value());
    }
    return paths;
  }
}
