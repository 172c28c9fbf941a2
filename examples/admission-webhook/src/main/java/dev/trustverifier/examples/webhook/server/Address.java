package dev.trustverifier.examples.webhook.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host a name or an address
 * @param port a port, or 0 for any that is free
 */
public record Address(String host, int port) {
  private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9a-fA-F:]+)]|([^:\\[\\]]*)):([0-9]{1,5})");

  public Address {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("no such port: " + port);
    }
  }

  /** Reads HOST:PORT, [ADDRESS]:PORT, or :PORT for all addresses; throws IllegalArgumentException for anything else. */
  public static Address parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not HOST:PORT: " + text);
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new Address(host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(matcher.group(3)));
  }
}
