package dev.trustverifier.tuf.registry;

import dev.trustverifier.Gun;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is: https anywhere, or plain http on this machine; perhaps with a path in front. Immutable.
 *
 * <p>This machine is a literal of 127.0.0.0/8, {@code [::1]}, or {@code localhost} while all it resolves to is
 * loopback.
 */
public final class ServerAddress {
  private static final String OCTETS = "(\\.(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5]))";
  private static final Pattern IPV4_LOOPBACK = Pattern.compile("127" + OCTETS + "{3}");
  private static final Pattern IPV4_LINK_LOCAL = Pattern.compile("169\\.254" + OCTETS + "{2}");
  private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MAY_HOLD_SECRETS = Pattern.compile("[@?#]");
  private static final String LOCALHOST = "localhost";
  private static final int HIGHEST_PORT = 65535;

  private final boolean secure;
  private final String host;
  private final String base;

  private ServerAddress(URI server) {
    secure = "https".equalsIgnoreCase(server.getScheme());
    host = server.getHost().toLowerCase(Locale.ROOT);
    String port = server.getPort() < 0 ? "" : ":" + server.getPort();
    base = (secure ? "https://" : "http://") + host + port + server.getRawPath().replaceAll("/+$", "");
  }

  /**
   * Checks a server's URL.
   *
   * @param server the URL, with or without a path
   * @return the address
   * @throws IllegalArgumentException if it is not one that may be asked; the message holds no credentials
   */
  public static ServerAddress of(URI server) {
    @Nullable String fault = faultOf(server);
    if (fault != null) {
      throw new IllegalArgumentException("not the URL of a server: " + shown(server) + fault);
    }
    return new ServerAddress(server);
  }

  /**
   * Checks the bare name of a host.
   *
   * @param host a name or an address, without a port
   * @return the same, in lower case
   * @throws IllegalArgumentException if it is anything else
   */
  public static String requireHost(String host) {
    String small = host.toLowerCase(Locale.ROOT);
    try {
      if (small.equals(new URI("https", small, null, null).getHost())) {
        return small;
      }
    } catch (URISyntaxException e) {
      // As any other text that is no host.
    }
    throw new IllegalArgumentException("a host is named by its name or address alone, such as auth.example");
  }

  private static @Nullable String faultOf(URI server) {
    String scheme = server.getScheme();
    if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
      return "it must start with https://";
    }
    if (server.getRawUserInfo() != null || String.valueOf(server.getRawAuthority()).indexOf('@') >= 0) {
      return "it must hold no user name or password";
    }
    if (server.getHost() == null) {
      return "it has no host, or one with characters that host names do not have";
    }
    if (!isPort(server.getPort())) {
      return "ports are 1 to " + HIGHEST_PORT;
    }
    if (server.getRawQuery() != null || server.getRawFragment() != null) {
      return "it must end with the path: no query, no fragment";
    }
    if (DOT_SEGMENT.matcher(server.getRawPath()).find()) {
      return "its path must not hold . or .. segments";
    }
    boolean plain = "http".equalsIgnoreCase(scheme);
    return plain && !isLoopback(server.getHost()) ? "plain http is for loopback addresses only, use https" : null;
  }

  /** Whether there can be a port of that number; -1, which stands for none, is fine too. */
  static boolean isPort(int port) {
    return port != 0 && port <= HIGHEST_PORT;
  }

  /** As given, but not at all where it might hold a secret. */
  private static String shown(URI server) {
    String text = server.toString();
    return MAY_HOLD_SECRETS.matcher(text).find() ? "" : text + ": ";
  }

  /**
   * The URL of one of a collection's metadata files.
   *
   * @param gun the collection
   * @param fileName the file's name; may hold slashes
   * @return an absolute URL without credentials
   */
  public URI fileOf(Gun gun, String fileName) {
    return URI.create(collection(gun) + "/_trust/tuf/" + fileName);
  }

  /**
   * Where a collection is, for messages too.
   *
   * @param gun the collection
   * @return the beginning of all its URLs, without credentials
   */
  public String collection(Gun gun) {
    return base + "/v2/" + gun.value().replace("[", "%5B").replace("]", "%5D");
  }

  /** Whether a URL is one of a collection's here. */
  boolean holds(URI uri) {
    return uri.toString().startsWith(base + "/v2/");
  }

  /**
   * The host as written, in lower case.
   *
   * @return a name or an address
   */
  public String host() {
    return host;
  }

  /** Whether a host is literally this machine, so that no proxy lies between. */
  static boolean isLocal(String host) {
    return isLiteralLoopback(host) || host.equalsIgnoreCase(LOCALHOST);
  }

  /** Whether no proxy may lie between: this machine, or what its host provides for it alone. */
  static boolean isDirect(String host) {
    return isLocal(host) || IPV4_LINK_LOCAL.matcher(host).matches();
  }

  /**
   * Whether it may be connected to now: {@code localhost} may have come to mean another machine since. Link-local
   * addresses are no servers' (see {@link #of}), but those where clouds tell a machine who it is.
   */
  static boolean mayBeAsked(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        || isLoopback(uri.getHost())
        || IPV4_LINK_LOCAL.matcher(uri.getHost()).matches();
  }

  URI uri() {
    return URI.create(base);
  }

  boolean isPlain() {
    return !secure;
  }

  private static boolean isLoopback(String host) {
    return isLiteralLoopback(host) || host.equalsIgnoreCase(LOCALHOST) && meansThisMachine();
  }

  private static boolean isLiteralLoopback(String host) {
    return IPV4_LOOPBACK.matcher(host).matches() || host.equals("[::1]");
  }

  private static boolean meansThisMachine() {
    try {
      return Arrays.stream(InetAddress.getAllByName(LOCALHOST)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return base;
  }
}
