package dev.trustverifier.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request as it came over the wire.
 *
 * @param method in capitals
 * @param target path and query, as sent
 * @param version such as {@code HTTP/1.1}
 * @param headers by their names in lower case; of several the last one
 * @param body empty where there is none
 */
record Received(String method, String target, String version, Map<String, String> headers, byte[] body) {
  private static final Pattern MALFORMED_ESCAPE = Pattern.compile("^[^?]*%(?![0-9a-fA-F]{2})");
  private static final int LONGEST_LINE = 1 << 16;
  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_BODY = 1 << 20;

  /** What is no HTTP. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /** The next request on a connection; empty where the client has hung up. */
  static Optional<Received> from(InputStream in) throws IOException, Unreadable {
    Optional<String> line = line(in);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] words = line.get().split(" ");
    if (words.length != 3 || !words[1].startsWith("/") || !words[2].startsWith("HTTP/1.")
        || MALFORMED_ESCAPE.matcher(words[1]).find()) {
      throw new Unreadable("400 Bad Request");
    }
    Map<String, String> headers = headers(in);
    if (words[2].equals("HTTP/1.1") && !headers.containsKey("host")) {
      throw new Unreadable("400 Bad Request: missing required Host header");
    }
    return Optional.of(new Received(words[0], words[1], words[2], headers, body(in, headers)));
  }

  /** Without the query, and with escapes resolved. */
  String path() {
    return decoded(rawPath().replace("+", "%2B"));
  }

  /** Without the query, as sent. */
  String rawPath() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Names and values of the query, and of a form that was posted; repeated values side by side. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    int query = target.indexOf('?');
    String form = new String(body, StandardCharsets.UTF_8);
    for (String pair : ((query < 0 ? "" : target.substring(query + 1)) + "&" + form).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.merge(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)),
            (one, other) -> one + " " + other);
      }
    }
    return parameters;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** What comes after a scheme, be that scheme written as it may. */
  Optional<String> credentials(String scheme) {
    return header("authorization").map(value -> value.split(" +", 2))
        .filter(words -> words.length == 2 && words[0].equalsIgnoreCase(scheme)).map(words -> words[1]);
  }

  /** Both empty where there are none. */
  String[] userAndPassword() {
    try {
      byte[] pair = Base64.getDecoder().decode(credentials("basic").orElse(""));
      String[] parts = new String(pair, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 ? parts : new String[] {"", ""};
    } catch (IllegalArgumentException noBase64) {
      return new String[] {"", ""};
    }
  }

  boolean isLast() {
    String wish = header("connection").orElse("").toLowerCase(Locale.ROOT);
    return wish.contains("close") || version.equals("HTTP/1.0") && !wish.contains("keep-alive");
  }

  /** Without credentials, which may be in headers, bodies and queries. */
  @Override
  public String toString() {
    return method + " " + path();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(InputStream in) throws IOException, Unreadable {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < MOST_HEADERS; i++) {
      String line = line(in).orElseThrow(() -> new Unreadable("400 Bad Request"));
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new Unreadable("400 Bad Request");
      }
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new Unreadable("431 Request Header Fields Too Large");
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException, Unreadable {
    String length = headers.getOrDefault("content-length", "0");
    if (!length.matches("[0-9]{1,7}") || Integer.parseInt(length) > LONGEST_BODY) {
      throw new Unreadable("413 Request Entity Too Large");
    }
    if (headers.containsKey("transfer-encoding")) {
      throw new Unreadable("411 Length Required");
    }
    return in.readNBytes(Integer.parseInt(length));
  }

  private static Optional<String> line(InputStream in) throws IOException, Unreadable {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        int end = line.length();
        return Optional.of(line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end));
      }
      if (line.length() == LONGEST_LINE) {
        throw new Unreadable("414 Request URI Too Long");
      }
      line.append((char) next);
    }
    return Optional.empty();
  }
}
