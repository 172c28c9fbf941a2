package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that only a proxy reaches; its name is known to that alone. */
class ProxyTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");
  private static final String HOST = "notary.invalid";
  private static final URI SERVER = URI.create("https://" + HOST + ":4443");

  @TempDir
  private static Path keys;

  private static TestCertificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new TestCertificates(keys, "dns:" + HOST);
  }

  @Test
  void isAskedForTheServerAndSeesNothingOfWhatIsSaid() throws Exception {
    try (FixtureServer server = new FixtureServer(FIXTURES, certificates.serverContext());
        TunnelProxy proxy = new TunnelProxy(server.uri());
        NotarySource source = NotarySource.builder(SERVER)
            .certificateAuthority(certificates.pem()).proxy(proxy.selector()).build()) {
      Fetching.from(source, 1 << 20, Fetching.PATIENCE).mustBeFound();
      Fetching.from(source, 1 << 20, Fetching.PATIENCE).mustBeFound();
      assertEquals(1, proxy.asked().size(), "the connection is kept");
      assertTrue(proxy.asked().get(0).startsWith("CONNECT notary.invalid:4443 HTTP/1.1\r\n"), proxy.asked().get(0));
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void isNotAskedForWhatItsSelectorSendsDirectly() throws Exception {
    try (FixtureServer server = new FixtureServer(FIXTURES, certificates.serverContext());
        TunnelProxy proxy = new TunnelProxy(server.uri());
        NotarySource source = NotarySource.builder(Fault.NOWHERE)
            .certificateAuthority(certificates.pem()).proxy(ProxySelector.of(null)).build()) {
      Fetching.from(source, 1 << 20, Fetching.PATIENCE).mustFail(Kind.UNREACHABLE);
      assertEquals(0, proxy.asked().size());
    }
  }

  @Test
  void isAnOutageThatNamesItWhereItWantsCredentials() throws IOException {
    try (RawServer proxy = RawServer.saying("HTTP/1.1 407 Proxy Authentication Required\r\n"
            + "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
        NotarySource source = NotarySource.builder(SERVER)
            .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.uri().getPort()))).build()) {
      String why = Fetching.from(source, 100, Fetching.PATIENCE).mustFail(Kind.UNREACHABLE).message();
      assertTrue(why.endsWith("407, the proxy wants credentials, which there is no way to give it"), why);
      assertEquals(1, proxy.requests().size());
    }
  }
}
