package dev.trustverifier.tuf.registry;

import dev.trustverifier.Gun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to ask a token for. A server says so in its challenge, but what it says is taken only where it names the
 * collection, with or without its host, and then only for reading: the token will be shown to that server.
 */
public enum Scopes {
  /** The collection as it is named. */
  AS_NAMED,
  /** If that is not enough, once more without the host, as Azure's registries name their repositories. */
  ALSO_WITHOUT_HOST;

  private static final String REPOSITORY = "repository:";
  private static final String PULL = ":pull";

  /** The scopes to try, best first. */
  List<String> of(Gun gun, Optional<String> challenged) {
    String asked = challenged.stream()
        .flatMap(text -> Stream.of(text.split(" ")))
        .filter(scope -> names(scope, gun))
        .map(scope -> scope.substring(0, scope.lastIndexOf(':')) + PULL)
        .findFirst()
        .orElse(REPOSITORY + gun + PULL);
    String bare = REPOSITORY + bare(gun) + PULL;
    return this == AS_NAMED ? List.of(asked) : Stream.of(asked, bare).distinct().toList();
  }

  private static String bare(Gun gun) {
    return gun.value().substring(gun.value().indexOf('/') + 1);
  }

  private static boolean names(String scope, Gun gun) {
    int end = scope.lastIndexOf(':');
    if (!scope.startsWith(REPOSITORY) || end <= REPOSITORY.length()) {
      return false;
    }
    String name = scope.substring(REPOSITORY.length(), end);
    return name.equals(gun.value()) || name.equals(bare(gun));
  }
}
