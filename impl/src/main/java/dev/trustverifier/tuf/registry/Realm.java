package dev.trustverifier.tuf.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where tokens are given out. A server names it, so it is checked before anybody is asked there, and before a
 * credential goes there once more.
 *
 * @param uri https; or plain http on this machine, for a server that is plain http on this machine itself
 */
record Realm(URI uri) {
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  /** Reads the realm of a challenge; empty if no token may be asked for there. */
  static Optional<Realm> of(String text, ServerAddress server) {
    try {
      URI uri = new URI(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean allowed = scheme.equals("https")
          || scheme.equals("http") && server.isPlain() && uri.getHost() != null && ServerAddress.isLocal(uri.getHost());
      boolean clean = uri.getHost() != null && isName(uri.getHost()) && ServerAddress.isPort(uri.getPort())
          && uri.getRawUserInfo() == null && uri.getRawFragment() == null && !saysWhatFor(uri);
      return allowed && clean ? Optional.of(new Realm(uri)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether TLS can greet it: Java would take any other for a mistake of ours. */
  private static boolean isName(String host) {
    return host.length() <= LONGEST_NAME
        && Stream.of(host.split("\\.", -1)).allMatch(label -> !label.isEmpty() && label.length() <= LONGEST_LABEL);
  }

  /** Whether it says itself what the token is for. That is up to us: the server sees the token. */
  private static boolean saysWhatFor(URI uri) {
    return Stream.of(Objects.requireNonNullElse(uri.getRawQuery(), "").split("[&;]"))
        .map(part -> URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8).toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.contains("scope") || name.contains("service"));
  }

  /** The realm with something to ask for. */
  URI with(String query) {
    return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query);
  }
}
