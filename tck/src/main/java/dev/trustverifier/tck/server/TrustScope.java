package dev.trustverifier.tck.server;

import java.util.Set;
import java.util.stream.Stream;

/** What the scope of a token must name so that it opens trust data. Images are always named without the host. */
public enum TrustScope {
  /** The repository with its host, as docker asks for it. */
  WITH_HOST,
  /** The repository without its host. */
  WITHOUT_HOST,
  /** Either of them. */
  EITHER;

  boolean isMetBy(Set<String> granted, String gun) {
    return Stream.of(gun, withoutHost(gun))
        .filter(name -> this == EITHER || name.equals(gun) == (this == WITH_HOST))
        .anyMatch(granted::contains);
  }

  /** The name that challenges have. */
  String named(String gun) {
    return this == WITHOUT_HOST ? withoutHost(gun) : gun;
  }

  static String withoutHost(String gun) {
    return gun.substring(gun.indexOf('/') + 1);
  }
}
