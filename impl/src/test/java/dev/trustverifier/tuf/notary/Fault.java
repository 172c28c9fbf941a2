package dev.trustverifier.tuf.notary;

import dev.trustverifier.Outage.Kind;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** What a server may do in place of an answer: first as it is found and greeted, then once it has the request. */
enum Fault {
  NO_SUCH_HOST(Kind.UNREACHABLE, RawServer.Connection::hang),
  HANG_AT_CONNECT(Kind.TIMED_OUT, RawServer.Connection::hang),
  HANG_AT_HANDSHAKE(Kind.TIMED_OUT, RawServer.Connection::hang),
  SILENCE(Kind.TIMED_OUT, RawServer.Connection::hang),
  HEADERS_WITHOUT_END(Kind.TIMED_OUT, connection -> {
    connection.say("HTTP/1.1 200 OK\r\nContent-Le");
    connection.hang();
  }),
  BODY_WITHOUT_END(Kind.TIMED_OUT, connection -> {
    connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"to");
    connection.hang();
  }),
  DRIP(Kind.TIMED_OUT, connection -> {
    connection.say("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (true) {
      connection.say(" ");
      Thread.sleep(20);
    }
  }),
  CUT(Kind.PROTOCOL, connection -> connection.say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"to")),
  GARBAGE(Kind.PROTOCOL, connection -> connection.say("this is not HTTP\r\n\r\n")),
  WRONG_LENGTH(Kind.PROTOCOL, connection -> connection.say("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}")),
  PACKED(Kind.PROTOCOL, connection -> connection.say(
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}")),
  REDIRECT_LOOP(Kind.PROTOCOL, connection -> connection.say(
      "HTTP/1.1 307 Again\r\nLocation: /token\r\nContent-Length: 0\r\n\r\n")),
  REFUSALS(Kind.UNAUTHORISED, connection -> connection.say("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n")),
  TOO_MANY(Kind.RATE_LIMITED, connection -> connection.say(
      "HTTP/1.1 429 No\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n")),
  STORM(Kind.RATE_LIMITED, connection -> connection.say(
      "HTTP/1.1 429 No\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")),
  OVERLOAD(Kind.SERVER_ERROR, connection -> connection.say(
      "HTTP/1.1 503 No\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n")),
  FAILURE(Kind.SERVER_ERROR, connection -> connection.say("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")),
  RESET(Kind.UNREACHABLE, connection -> {
    Thread.sleep(20);
    connection.reset();
  }),
  HANG_UP(Kind.UNREACHABLE, connection -> {});

  /** A name that no name server is asked for, since it cannot be one: some are slow to say that there is none. */
  static final URI NOWHERE = URI.create("https://" + "no.such.host.".repeat(20) + "invalid");

  private final Kind kind;
  private final RawServer.Behaviour behaviour;

  Fault(Kind kind, RawServer.Behaviour behaviour) {
    this.kind = kind;
    this.behaviour = behaviour;
  }

  /** How long to wait for it: short where nothing else will end it, else long enough for any machine. */
  Duration patience() {
    return kind == Kind.TIMED_OUT ? Duration.ofMillis(250) : Duration.ofSeconds(20);
  }

  /** Whether it is worth to ask again, for as long as the deadline allows. */
  boolean isPassing() {
    return this == STORM || this == RESET || this == HANG_UP;
  }

  /** A server with it. */
  RawServer start() throws IOException {
    return this == HANG_AT_CONNECT ? RawServer.deaf() : new RawServer(behaviour);
  }

  /** Where to meet it. */
  URI at(RawServer server) {
    return switch (this) {
      case NO_SUCH_HOST -> NOWHERE;
      case HANG_AT_HANDSHAKE -> URI.create("https://127.0.0.1:" + server.uri().getPort());
      default -> server.uri();
    };
  }

  Kind kind() {
    return kind;
  }

  void serve(RawServer.Connection connection) throws IOException, InterruptedException {
    behaviour.serve(connection);
  }
}
