package dev.trustverifier.tuf.credential;

import dev.trustverifier.tuf.wire.WrittenJson;
import java.util.Optional;
import java.util.Set;

/** The names under which docker keeps a registry's credentials. */
final class RegistryKey {
  private static final String HUB = "https://index.docker.io/v1/";
  private static final Set<String> HUB_HOSTS = Set.of("docker.io", "index.docker.io", "registry-1.docker.io");

  private RegistryKey() {}

  static String of(String registry) {
    return HUB_HOSTS.contains(registry) ? HUB : registry;
  }

  /** The member for a registry: the one of its very name, else one whose URL has its host. */
  static Optional<WrittenJson> member(WrittenJson members, String server) {
    Optional<WrittenJson> exact = members.member(server);
    return exact.isPresent()
        ? exact
        : members.names().stream().filter(name -> host(name).equals(host(server))).findFirst().flatMap(members::member);
  }

  private static String host(String key) {
    String bare = key.replaceFirst("^https?://", "");
    int path = bare.indexOf('/');
    return path < 0 ? bare : bare.substring(0, path);
  }
}
