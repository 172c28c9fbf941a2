package dev.trustverifier.tuf.registry;

import dev.trustverifier.Outage.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Why an exchange came to no answer.
 *
 * @param kind what failed
 * @param what happened, to follow the URL and a colon
 */
record Breakdown(Kind kind, String what) {
  private static final int DEEPEST_CAUSE = 16;
  private static final String BROKE = "the connection broke: ";
  private static final String ENDED = "the connection ended without an answer: ";

  /**
   * Sorts what the HTTP client threw.
   *
   * @param fault what it threw
   * @param host the host asked, for messages
   * @param headersCame whether the answer had begun
   */
  static Breakdown of(Throwable fault, String host, boolean headersCame) {
    List<Throwable> causes = causesOf(fault);
    if (has(causes, SSLException.class)) {
      return new Breakdown(Kind.TLS, "no TLS session: " + deepestMessage(causes));
    }
    if (has(causes, UnknownHostException.class) || has(causes, UnresolvedAddressException.class)) {
      return new Breakdown(Kind.UNREACHABLE, "the host name " + host + " cannot be resolved");
    }
    if (deepestMessage(causes).startsWith("Tunnel failed")) {
      return new Breakdown(Kind.UNREACHABLE, "the proxy does not connect to " + host + ": " + deepestMessage(causes));
    }
    if (has(causes, HttpConnectTimeoutException.class)) {
      return new Breakdown(Kind.UNREACHABLE, "no connection to " + host + " within the time for connecting");
    }
    if (has(causes, ConnectException.class)) {
      // JDK 25 does not say which: its cause is a channel that was closed, without a message.
      String why = has(causes, ClosedChannelException.class) ? "connection refused or closed" : deepestMessage(causes);
      return new Breakdown(Kind.UNREACHABLE, "no connection to " + host + ": " + why);
    }
    if (has(causes, ProtocolException.class) || has(causes, NumberFormatException.class)) {
      return new Breakdown(Kind.PROTOCOL, "the answer is not HTTP: " + deepestMessage(causes));
    }
    if (has(causes, SocketException.class) || has(causes, ClosedChannelException.class)) {
      return new Breakdown(Kind.UNREACHABLE, BROKE + deepestMessage(causes));
    }
    if (!has(causes, IOException.class)) {
      return new Breakdown(Kind.INTERNAL, "internal fault: " + fault);
    }
    return headersCame
        ? new Breakdown(Kind.PROTOCOL, "the answer was cut short: " + deepestMessage(causes))
        : new Breakdown(Kind.UNREACHABLE, ENDED + deepestMessage(causes));
  }

  /** Whether a connection there was is gone, as it happens when servers restart: another one may do. */
  boolean isPassing() {
    return what.startsWith(BROKE) || what.startsWith(ENDED);
  }

  private static List<Throwable> causesOf(Throwable fault) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = fault; t != null && causes.size() < DEEPEST_CAUSE; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static String deepestMessage(List<Throwable> causes) {
    String message = causes.get(causes.size() - 1).getClass().getSimpleName();
    for (Throwable cause : causes) {
      message = cause.getMessage() == null ? message : cause.getMessage();
    }
    return message;
  }
}
