package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.tck.server.Misbehaviour.Point;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class MisbehaviourTest {
  private static final String PING = "GET /v2/";
  private static final String RAW_PING = "GET /v2/ HTTP/1.1\r\nHost: here\r\n\r\n";

  private final NotaryEmulator server = NotaryEmulator.start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void hangsUntilTheClientLeaves(Point at) throws IOException {
    misbehave(new Misbehaviour.Hang(at));
    try (Socket client = new Socket(server.uri().getHost(), server.uri().getPort())) {
      client.getOutputStream().write(RAW_PING.getBytes(StandardCharsets.US_ASCII));
      client.setSoTimeout(200);
      byte[] half = new byte[4096];
      String seen = at == Point.MID_BODY ? new String(half, 0, client.getInputStream().read(half)) : "";
      assertEquals(at == Point.MID_BODY, seen.endsWith("\r\n\r\n{"), seen);
      assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
    }
  }

  @Test
  void cutsAnAnswer() throws IOException {
    misbehave(new Misbehaviour.Cut(Point.BEFORE_HEADERS));
    assertEquals("", ask());
    misbehave(new Misbehaviour.Cut(Point.MID_BODY));
    String answer = ask();
    assertTrue(answer.contains("\r\nContent-Length: 2\r\n") && answer.endsWith("\r\n\r\n{"), answer);
  }

  @ParameterizedTest
  @EnumSource
  void resetsAConnection(Point at) {
    misbehave(new Misbehaviour.Reset(at));
    assertThrows(SocketException.class, this::ask);
  }

  @ParameterizedTest
  @EnumSource
  void dripsAWholeAnswer(Point from) throws IOException {
    misbehave(new Misbehaviour.Drip(from, Duration.ofNanos(1000)));
    assertTrue(ask().endsWith("\r\n\r\n{}"));
  }

  @Test
  void holdsAnAnswerUntilItMayGo() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    misbehave(new Misbehaviour.Hold(gate));
    CompletableFuture<String> held = CompletableFuture.supplyAsync(() -> {
      try {
        return ask();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
    while (server.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    assertFalse(held.isDone());
    gate.countDown();
    assertTrue(held.get().endsWith("{}"));
  }

  @Test
  void announcesWrongLengthsBothWays() throws IOException {
    misbehave(new Misbehaviour.WrongLength(10));
    String more = ask();
    assertTrue(more.contains("\r\nContent-Length: 12\r\n") && more.endsWith("\r\n\r\n{}"), more);
    server.behave().misbehave(Requests.all().first(1), new Misbehaviour.WrongLength(-1));
    String less = Wire.say(server.uri(), RAW_PING + "GET /v2/ HTTP/1.0\r\n\r\n");
    assertTrue(less.contains("\r\nContent-Length: 1\r\n") && less.contains("\r\n\r\n{}HTTP/1.1 200 OK\r\n"), less);
  }

  @Test
  void compressesWhatNobodyWantedCompressed() throws IOException {
    misbehave(new Misbehaviour.Gzip());
    String answer = ask();
    assertTrue(answer.contains("\r\nContent-Encoding: gzip\r\n"), answer);
    byte[] body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    byte[] ping = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    assertEquals("{}", new String(ping, StandardCharsets.UTF_8));
  }

  @Test
  void redirects() throws IOException {
    misbehave(Misbehaviour.redirectLoop());
    assertTrue(ask().contains("\r\nLocation: /v2/\r\n"));
    misbehave(Misbehaviour.redirectTo(URI.create("https://other.example/v2/")));
    String answer = ask();
    assertTrue(answer.startsWith("HTTP/1.1 307 Temporary Redirect\r\nLocation: https://other.example/v2/\r\n"), answer);
  }

  @Test
  void refusesWithAndWithoutATimeToComeAgain() throws IOException {
    misbehave(Misbehaviour.status(429));
    assertFalse(ask().contains("Retry-After"));
    misbehave(Misbehaviour.status(429, Duration.ofSeconds(7)));
    assertTrue(ask().contains("\r\nRetry-After: 7\r\n"));
    misbehave(Misbehaviour.status(503, Instant.parse("2026-11-02T03:04:05Z")));
    assertTrue(ask().contains("\r\nRetry-After: Mon, 02 Nov 2026 03:04:05 GMT\r\n"));
    assertEquals(List.of(429, 429, 503), server.requests().stream().map(ReceivedRequest::status).toList());
  }

  @Test
  void answersWithSomethingElse() throws IOException {
    misbehave(new Misbehaviour.Instead("text/html", "<html>"));
    assertTrue(ask().endsWith("\r\n\r\n<html>"));
    misbehave(new Misbehaviour.Garbage("SSH-2.0"));
    assertEquals("SSH-2.0", ask());
  }

  @Test
  void meetsTheRequestsThatItIsMeantForAndNoOthers() throws IOException {
    server.misbehave(Requests.to("*.root.json").by("GET").after(1).first(1), Misbehaviour.status(500));
    server.misbehave(Requests.to("snapshot.json"), Misbehaviour.status(502));
    for (String file : List.of("root", "1.root", "2.root", "3.root", "snapshot", "x.snapshot")) {
      Wire.ask(server.uri(), "GET /v2/a.example/b/_trust/tuf/" + file + ".json");
    }
    Wire.ask(server.uri(), "PUT /v2/a.example/b/_trust/tuf/snapshot.json");
    assertEquals(List.of(404, 404, 500, 404, 502, 404, 502),
        server.requests().stream().map(ReceivedRequest::status).toList());
  }

  @Test
  void receivesConnectionsBadlyUntilItBehaves() throws IOException {
    server.receive(Reception.CLOSED);
    assertEquals("", Wire.say(server.uri(), ""));
    server.receive(Reception.GARBLED);
    assertEquals("+OK what is this?\r\n", Wire.say(server.uri(), ""));
    server.receive(Reception.SILENT);
    try (Socket client = new Socket(server.uri().getHost(), server.uri().getPort())) {
      client.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
    }
    server.behave();
    assertTrue(ask().endsWith("{}"));
    assertEquals(Optional.empty(), server.requests().get(0).authorization());
  }

  private void misbehave(Misbehaviour how) {
    server.misbehave(Requests.all(), how);
  }

  private String ask() throws IOException {
    return Wire.ask(server.uri(), PING);
  }
}
