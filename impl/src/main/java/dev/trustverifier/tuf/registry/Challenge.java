package dev.trustverifier.tuf.registry;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way in which a server wants to be asked.
 *
 * @param scheme such as {@code bearer}, in lower case
 * @param parameters their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final String BEARER = "bearer";
  private static final String BASIC = "basic";

  Challenge {
    scheme = scheme.toLowerCase(Locale.ROOT);
    parameters = Map.copyOf(parameters);
  }

  boolean isBearer() {
    return scheme.equals(BEARER);
  }

  boolean isBasic() {
    return scheme.equals(BASIC);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
