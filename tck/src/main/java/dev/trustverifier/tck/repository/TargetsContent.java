package dev.trustverifier.tck.repository;

import dev.trustverifier.RoleName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a targets role says: its images, and whom it delegates to. */
final class TargetsContent {
  private final Map<String, TargetFile> targets = new TreeMap<>();
  private final Map<RoleName, Delegation> delegations = new TreeMap<>();

  /** Keys and paths of a role, as its delegator states them. */
  record Delegation(RoleKeys keys, List<String> paths) {}

  Map<String, TargetFile> targets() {
    return targets;
  }

  Map<RoleName, Delegation> delegations() {
    return delegations;
  }

  TargetsContent copy() {
    TargetsContent copy = new TargetsContent();
    copy.targets.putAll(targets);
    copy.delegations.putAll(delegations);
    return copy;
  }

  JsonObject json() {
    JsonObject files = new JsonObject();
    targets.forEach((name, file) -> files.put(name, file.entry()));
    JsonObject below = new JsonObject()
        .put("keys", keys(delegations.values().stream().map(Delegation::keys).toList()))
        .put("roles", delegations.entrySet().stream().map(entry -> role(entry.getKey(), entry.getValue())).toList());
    return new JsonObject().put("delegations", below).put("targets", files);
  }

  /** The keys of some roles, each once, in the order of their ids. */
  static JsonObject keys(List<RoleKeys> roles) {
    JsonObject keys = new JsonObject();
    roles.stream().flatMap(role -> role.signers().stream())
        .forEach(signer -> keys.put(signer.id().hex(), signer.entry()));
    return keys.sorted();
  }

  private static JsonObject role(RoleName name, Delegation delegation) {
    JsonObject role = delegation.keys().entry().put("name", name.value());
    return (delegation.paths().isEmpty() ? role : role.put("paths", delegation.paths())).sorted();
  }
}
