package dev.trustverifier.tuf;

import dev.trustverifier.CollectionReport;
import dev.trustverifier.CollectionReport.Key;
import dev.trustverifier.CollectionReport.Role;
import dev.trustverifier.CollectionReport.Row;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.tuf.chain.Delegation;
import dev.trustverifier.tuf.chain.Proven;
import dev.trustverifier.tuf.chain.RoleKeys;
import dev.trustverifier.tuf.chain.RootCertificate;
import dev.trustverifier.tuf.chain.TargetRow;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in the words of the API what a proven collection holds. */
final class Report {
  private final TrustedCollection collection;
  private final Map<RoleName, Proven> files = new LinkedHashMap<>();

  private Report(TrustedCollection collection) {
    this.collection = collection;
    collection.files().forEach(file -> files.put(file.role(), file));
  }

  static CollectionReport of(TrustedCollection collection) {
    Report report = new Report(collection);
    return new CollectionReport(collection.gun(), report.roles(), report.rows(), collection.setAside());
  }

  private List<Role> roles() {
    List<Role> roles = new ArrayList<>();
    for (RoleName name : List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
      roles.add(role(name, files.get(name).keys(), name.equals(RoleName.TARGETS) ? List.of("") : List.of()));
    }
    for (RoleName delegator : collection.targetsRoles()) {
      for (Delegation delegation : collection.delegations(delegator)) {
        roles.add(role(delegation.name(), delegation.keys(), delegation.paths()));
      }
    }
    return roles;
  }

  private Role role(RoleName name, RoleKeys keys, List<String> paths) {
    Optional<Proven> file = Optional.ofNullable(files.get(name));
    List<Key> listed =
        keys.keys().values().stream()
            .map(key -> new Key(key.id(), key.canonicalId(), key.certificate().map(RootCertificate::expires)))
            .toList();
    Optional<TrustedImage.Link> link = file.map(Proven::link);
    return new Role(name, keys.threshold(), listed, paths, link, file.map(Proven::signers).orElse(Set.of()));
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (RoleName role : collection.targetsRoles()) {
      for (TargetRow row : collection.rows(role)) {
        row.pin().ifPresent(digest -> rows.add(new Row(row.name(), role, digest, row.length(), row.custom())));
      }
    }
    return rows;
  }
}
