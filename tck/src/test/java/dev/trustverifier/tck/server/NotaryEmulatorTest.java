package dev.trustverifier.tck.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NotaryEmulatorTest {
  private static final Gun GUN = new Gun("sim.example/team/app");
  private static final String TIMESTAMP = "GET /v2/" + GUN + "/_trust/tuf/timestamp.json";

  private final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T13:15:58Z"));
  private final SimulatedRepository repository = SimulatedRepository.of(GUN, clock);

  @Test
  void servesWhatWasPublishedLastUntilToldToServeAPastState() throws IOException {
    try (NotaryEmulator server = NotaryEmulator.start().serve(repository)) {
      assertTrue(Wire.ask(server.uri(), TIMESTAMP).startsWith("HTTP/1.1 404 Not Found\r\n"));
      State first = repository.publish();
      State second = repository.publish();
      assertEquals(timestamp(second), body(Wire.ask(server.uri(), TIMESTAMP)));
      server.serve(first);
      assertEquals(timestamp(first), body(Wire.ask(server.uri(), TIMESTAMP)));
    }
  }

  @Test
  void saysWhenItFirstHadAFileInTheWrongZone() throws IOException {
    repository.publish();
    try (NotaryEmulator server = NotaryEmulator.builder().clock(clock).start().serve(repository)) {
      Wire.ask(server.uri(), TIMESTAMP);
      clock.advance(Duration.ofDays(1));
      String answer = Wire.ask(server.uri(), TIMESTAMP);
      assertTrue(answer.contains("\r\nLast-Modified: Sun, 22 Nov 2026 13:15:58 UTC\r\n"), answer);
      assertTrue(answer.contains("\r\nDate: Mon, 23 Nov 2026 13:15:58 GMT\r\n"), answer);
    }
  }

  @Test
  void keepsTheConnection() throws IOException {
    try (NotaryEmulator server = NotaryEmulator.start()) {
      String ping = "GET /v2/ HTTP/1.1\r\nHost: here\r\n";
      String answers = Wire.say(server.uri(), ping + "\r\n" + ping + "Connection: close\r\n\r\n");
      assertEquals(2, answers.split("\\{\\}", -1).length - 1, answers);
      assertEquals(1, server.connectionsAccepted());
      assertEquals(
          List.of("GET /v2/ 200", "GET /v2/ 200"), server.requests().stream().map(Object::toString).toList());
    }
  }

  @Test
  void refusesWhatIsNoHttpAsGoDoes() throws IOException {
    try (NotaryEmulator server = NotaryEmulator.start()) {
      String bad = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
          + "400 Bad Request";
      assertEquals(bad, Wire.say(server.uri(), "HELLO\r\n\r\n"));
      assertTrue(Wire.say(server.uri(), "GET /v2/ HTTP/1.1\r\n\r\n").endsWith("missing required Host header"));
    }
  }

  @Test
  void servesOverTlsWithACertificateForLoopback() throws Exception {
    Instant now = Clock.systemUTC().instant();
    CertificateAuthority root = CertificateAuthority.named("root", now);
    CertificateAuthority below = root.intermediate(
        KeyAlgorithm.ECDSA_P256,
        CertificateProfile.codeSigning("intermediate", now).usages());
    try (NotaryEmulator server = NotaryEmulator.builder().tls(below).start()) {
      for (String host : List.of("127.0.0.1", "localhost")) {
        assertTrue(pingOverTls(server, host, root).startsWith("HTTP/1.1 200 OK\r\n"));
      }
    }
  }

  private static String pingOverTls(NotaryEmulator server, String host, CertificateAuthority trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(
        new ByteArrayInputStream(trusted.certificate().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(
        new Socket(server.uri().getHost(), server.uri().getPort()), host, server.uri().getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write("GET /v2/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(
          StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void leavesNoThreadAndNoPortBehindWhateverHangs() throws IOException {
    NotaryEmulator server = NotaryEmulator.start()
        .misbehave(Requests.all(), new Misbehaviour.Hang(Misbehaviour.Point.MID_BODY));
    try (Socket silent = new Socket(server.uri().getHost(), server.uri().getPort());
        Socket hung = new Socket(server.uri().getHost(), server.uri().getPort())) {
      hung.getOutputStream().write("GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals('H', hung.getInputStream().read());
      assertEquals(2, server.connectionsOpen());
      server.close();
      assertEquals(-1, silent.getInputStream().read());
    }
    server.close();
    assertEquals(Optional.empty(), Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("trustverifier-emulator-" + server.uri().getPort() + "-"))
        .findAny());
    assertThrows(ConnectException.class, () -> Wire.ask(server.uri(), TIMESTAMP));
  }

  private static String timestamp(State state) {
    return new String(state.current(RoleName.TIMESTAMP), StandardCharsets.ISO_8859_1);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }
}
