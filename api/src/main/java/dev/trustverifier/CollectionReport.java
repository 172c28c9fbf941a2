package dev.trustverifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a proven collection holds. Immutable.
 *
 * @param gun the collection
 * @param roles root, timestamp, snapshot, targets, then every delegation, delegator before delegation, whether or not
 *     it has signed anything
 * @param rows the images of every trusted role that are within its paths and pin a digest; role by role, by name in
 *     each
 * @param setAside the delegations that are expired or under their threshold, and what is wrong with each
 */
public record CollectionReport(Gun gun, List<Role> roles, List<Row> rows, Map<RoleName, Rejection> setAside) {

  /** Copies the collections and keeps their order. */
  public CollectionReport {
    Objects.requireNonNull(gun);
    roles = List.copyOf(roles);
    rows = List.copyOf(rows);
    setAside = Collections.unmodifiableMap(new LinkedHashMap<>(setAside));
  }

  /**
   * What breaks next if nobody renews it: the roles' files, and the certificates of their keys. Bare keys do not
   * expire, and what is set aside is broken already.
   *
   * @param instant up to when to look, exclusively
   * @return the first to expire first
   */
  public List<ExpiryWarning> expiringBefore(Instant instant) {
    List<ExpiryWarning> all = new ArrayList<>();
    for (Role role : roles) {
      role.file().ifPresent(file -> all.add(new ExpiryWarning(role.name(), Optional.empty(), file.expires())));
      for (Key key : role.keys()) {
        key.certificateExpires()
            .ifPresent(expires -> all.add(new ExpiryWarning(role.name(), Optional.of(key.id()), expires)));
      }
    }
    return all.stream()
        .filter(warning -> warning.expires().isBefore(instant))
        .sorted(Comparator.comparing(ExpiryWarning::expires))
        .toList();
  }

  /**
   * A role, who may sign for it, and who did.
   *
   * @param name its full name
   * @param threshold how many distinct keys must sign
   * @param keys which may
   * @param paths prefixes of the names it may list, as its delegator gives them; none for root, timestamp and snapshot
   * @param file its file; empty if it has none that is trusted
   * @param signedBy the keys whose signatures on that file are valid
   */
  public record Role(
      RoleName name, long threshold, List<Key> keys, List<String> paths, Optional<TrustedImage.Link> file,
      Set<KeyId> signedBy) {
    /** Copies the collections. */
    public Role {
      Objects.requireNonNull(name);
      Objects.requireNonNull(file);
      keys = List.copyOf(keys);
      paths = List.copyOf(paths);
      signedBy = Set.copyOf(signedBy);
    }
  }

  /**
   * A key.
   *
   * @param id its id in the metadata
   * @param canonicalId the id of the bare public key, as publishers' tools show it; equal to {@code id} unless the key
   *     comes in a certificate
   * @param certificateExpires when the first of its certificates expires, if it comes in any
   */
  public record Key(KeyId id, KeyId canonicalId, Optional<Instant> certificateExpires) {
    /** Checks that nothing is missing. */
    public Key {
      Objects.requireNonNull(id);
      Objects.requireNonNull(canonicalId);
      Objects.requireNonNull(certificateExpires);
    }
  }

  /**
   * An image that a role lists.
   *
   * @param name the tag, or any other text
   * @param role the role that lists it
   * @param digest the image's SHA-256
   * @param length the size of its manifest in bytes, as signed
   * @param custom the publisher's own data as JSON text
   */
  public record Row(String name, RoleName role, Digest digest, long length, Optional<String> custom) {
    /** Checks that nothing is missing. */
    public Row {
      Objects.requireNonNull(name);
      Objects.requireNonNull(role);
      Objects.requireNonNull(digest);
      Objects.requireNonNull(custom);
    }
  }
}
