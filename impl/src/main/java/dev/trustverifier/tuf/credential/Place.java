package dev.trustverifier.tuf.credential;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks where an identity is to be asked for. Whether it may be connected to is checked each time it is. */
final class Place {
  private Place() {}

  static void require(URI uri) {
    boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
    boolean bare = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    if (!http || uri.getHost() == null || !bare) {
      throw new IllegalArgumentException("not the URL of a place to ask for a token: a scheme, a host and a path");
    }
  }

  static String variable(Map<String, String> environment, String name) {
    @Nullable String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the variable " + name + " is not set");
    }
    return value;
  }
}
