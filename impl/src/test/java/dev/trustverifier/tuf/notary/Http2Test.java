package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a server that offers HTTP/2 and HTTP/1.1, by a JDK that ends connections which rest. */
@EnabledForJreRange(min = JRE.JAVA_20)
class Http2Test {
  private static final int LIMIT = 100;
  private static final String ANSWER = "{}";
  /** Longer than any limit here, that for what an error says included. */
  private static final String LONG = "x".repeat(100_000);

  @TempDir private static Path folder;
  private static TestCertificates certificates;

  private final List<String> spoken = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArraySet<String> connections = new CopyOnWriteArraySet<>();
  private volatile Manner manner = Manner.WHOLE;
  private final Server server = new Server();
  private NotarySource.Builder source;

  @BeforeAll
  static void certify() throws Exception {
    certificates = new TestCertificates(folder, "ip:127.0.0.1");
  }

  @BeforeEach
  void start() throws Exception {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificates.serverContext());
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    ALPNServerConnectionFactory offers = new ALPNServerConnectionFactory("h2", "http/1.1");
    offers.setDefaultProtocol("http/1.1");
    ServerConnector connector = new ServerConnector(server, new SslConnectionFactory(tls, "alpn"), offers,
        new HTTP2ServerConnectionFactory(http), new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Answers());
    server.start();
    source = NotarySource.builder(server.getURI().resolve("/")).certificateAuthority(certificates.pem());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  /** How the server answers. */
  private enum Manner {
    WHOLE, HANGING, DRIPPING, RESET, LONG, LONG_AND_ANNOUNCED, NOT_FOUND_AT_LENGTH
  }

  private final class Answers extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback done) {
      spoken.add(request.getConnectionMetaData().getProtocol());
      connections.add(request.getConnectionMetaData().getRemoteSocketAddress().toString());
      switch (manner) {
        case WHOLE -> response.write(true, bytes(ANSWER), done);
        case HANGING -> { }
        case DRIPPING -> response.write(false, bytes(ANSWER), Callback.NOOP);
        case RESET -> response.write(false, bytes(ANSWER), Callback.from(() -> done.failed(new IOException("reset"))));
        case LONG -> response.write(false, bytes(LONG), Callback.from(() -> response.write(true, bytes(LONG), done)));
        case LONG_AND_ANNOUNCED -> response.write(true, bytes(LONG), done);
        case NOT_FOUND_AT_LENGTH -> {
          response.setStatus(404);
          response.write(true, bytes(LONG), done);
        }
      }
      return true;
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void isSpokenWhereItIsAskedFor() {
    try (NotarySource notary = source.http2().build()) {
      assertEquals(2, Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound().length);
      assertEquals(2, Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound().length);
    }
    assertEquals(List.of("HTTP/2.0", "HTTP/2.0"), spoken);
    assertEquals(1, connections.size());
  }

  @Test
  void isNotSpokenOtherwise() {
    try (NotarySource notary = source.build()) {
      assertEquals(2, Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound().length);
    }
    assertEquals(List.of("HTTP/1.1"), spoken);
  }

  @Test
  void isNotSpokenWithoutTls() throws Exception {
    ServerConnector plain = new ServerConnector(server, new HttpConnectionFactory(),
        new HTTP2CServerConnectionFactory(new HttpConfiguration()));
    plain.setHost("127.0.0.1");
    server.addConnector(plain);
    plain.start();
    URI address = URI.create("http://127.0.0.1:" + plain.getLocalPort());
    try (NotarySource notary = NotarySource.builder(address).http2().build()) {
      assertEquals(2, Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound().length);
    }
    assertEquals(List.of("HTTP/1.1"), spoken);
  }

  @ParameterizedTest
  @EnumSource(names = {"HANGING", "DRIPPING"})
  void isLeftOnceAnAnswerDidNotCome(Manner trouble) {
    try (NotarySource notary = source.http2().build()) {
      Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound();
      manner = trouble;
      Fetching.from(notary, LIMIT, Duration.ofSeconds(1)).mustFail(Outage.Kind.TIMED_OUT);
      manner = Manner.WHOLE;
      Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound();
    }
    assertEquals(List.of("HTTP/2.0", "HTTP/2.0", "HTTP/1.1"), spoken);
  }

  @ParameterizedTest
  @EnumSource(names = {"LONG", "LONG_AND_ANNOUNCED"})
  void readsNoFurtherThanTheLimitAndGoesOnByTheSameConnection(Manner tooMuch) {
    try (NotarySource notary = source.http2().build()) {
      manner = tooMuch;
      assertInstanceOf(Fetched.TooLarge.class, Fetching.from(notary, LIMIT, Fetching.PATIENCE).answer());
      manner = Manner.WHOLE;
      Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound();
    }
    assertEquals(1, connections.size());
  }

  @Test
  void knowsWhatIsMissingHoweverMuchIsSaidOfIt() {
    manner = Manner.NOT_FOUND_AT_LENGTH;
    try (NotarySource notary = source.http2().build()) {
      assertInstanceOf(Fetched.Absent.class, Fetching.from(notary, LIMIT, Fetching.PATIENCE).answer());
    }
  }

  @Test
  void takesAnAnswerThatWasResetForNone() {
    manner = Manner.RESET;
    try (NotarySource notary = source.http2().build()) {
      Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustFail(Outage.Kind.PROTOCOL);
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Leftovers leftovers = new Leftovers();
    hangUpAndClose(leftovers);
    leftovers.mustVanish();
  }

  private void hangUpAndClose(Leftovers leftovers) throws IOException {
    try (NotarySource notary = source.http2().build()) {
      Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound();
      manner = Manner.HANGING;
      Fetching.from(notary, LIMIT, Duration.ofSeconds(1)).mustFail(Outage.Kind.TIMED_OUT);
      manner = Manner.WHOLE;
      Fetching.from(notary, LIMIT, Fetching.PATIENCE).mustBeFound();
      leftovers.of("HTTP/2", server.getURI());
    }
  }
}
