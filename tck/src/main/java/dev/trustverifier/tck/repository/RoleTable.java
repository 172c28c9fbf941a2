package dev.trustverifier.tck.repository;

import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the publisher wants to say: whose keys count for which role, and what targets roles list. */
final class RoleTable {
  static final List<RoleName> BASE =
      List.of(RoleName.ROOT, RoleName.SNAPSHOT, RoleName.TARGETS, RoleName.TIMESTAMP);

  private final Map<RoleName, RoleKeys> baseKeys = new TreeMap<>();
  private final Map<RoleName, TargetsContent> contents = new HashMap<>();

  private RoleTable() {}

  /** New keys for the four base roles, and no images. */
  static RoleTable of(Gun gun, Instant now) {
    RoleTable table = new RoleTable();
    BASE.forEach(role -> table.baseKeys.put(role, RoleKeys.fresh(KeyAlgorithm.ECDSA_P256)));
    CertificateProfile profile = CertificateProfile.codeSigning(gun.value(), now);
    table.baseKeys.computeIfPresent(
        RoleName.ROOT, (role, keys) -> RoleKeys.of(keys.signers().get(0).selfSigned(profile)));
    table.contents.put(RoleName.TARGETS, new TargetsContent());
    return table;
  }

  RoleTable copy() {
    RoleTable copy = new RoleTable();
    copy.baseKeys.putAll(baseKeys);
    contents.forEach((role, content) -> copy.contents.put(role, content.copy()));
    return copy;
  }

  RoleKeys keys(RoleName role) {
    return role.isDelegation() ? delegation(role).keys() : Objects.requireNonNull(baseKeys.get(role));
  }

  /** Gives a role other keys, and returns who names them. */
  RoleName keys(RoleName role, RoleKeys keys) {
    if (role.isDelegation()) {
      delegate(role, new TargetsContent.Delegation(keys, delegation(role).paths()));
      return role.delegator();
    }
    baseKeys.put(role, keys);
    return RoleName.ROOT;
  }

  void delegate(RoleName role, TargetsContent.Delegation delegation) {
    content(role.delegator()).delegations().put(role, delegation);
    contents.computeIfAbsent(role, added -> new TargetsContent());
  }

  void undelegate(RoleName role) {
    require(role);
    content(role.delegator()).delegations().remove(role);
    contents.keySet().removeIf(other -> other.equals(role) || other.isBelow(role));
  }

  /**
   * Checks that there is such a role.
   *
   * @throws NoSuchElementException if nobody delegates to it
   */
  void require(RoleName role) {
    if (role.isDelegation()) {
      delegation(role);
    }
  }

  TargetsContent content(RoleName role) {
    @Nullable TargetsContent content = contents.get(role);
    if (content == null) {
      throw new NoSuchElementException("nobody delegates to " + role);
    }
    return content;
  }

  JsonObject json(RoleName role) {
    return role.equals(RoleName.ROOT) ? rootJson() : content(role).json();
  }

  private JsonObject rootJson() {
    JsonObject roles = new JsonObject();
    baseKeys.forEach((role, keys) -> roles.put(role.value(), keys.entry()));
    return new JsonObject()
        .put("consistent_snapshot", false)
        .put("keys", TargetsContent.keys(List.copyOf(baseKeys.values())))
        .put("roles", roles);
  }

  private TargetsContent.Delegation delegation(RoleName role) {
    TargetsContent.@Nullable Delegation delegation = content(role.delegator()).delegations().get(role);
    if (delegation == null) {
      throw new NoSuchElementException("nobody delegates to " + role);
    }
    return delegation;
  }
}
