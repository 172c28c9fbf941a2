package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NotarySourceTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");
  private static final Path PLAIN = FIXTURES.resolve("lab.example/plain/_trust/tuf");
  private static final long AMPLE = 1 << 24;

  @Test
  void servesEveryFileOfARealCollectionByteForByte() throws IOException {
    Gun gun = new Gun("lab.example/nested");
    Path folder = FIXTURES.resolve(gun.value()).resolve("_trust/tuf");
    try (FixtureServer server = new FixtureServer(FIXTURES);
        NotarySource source = NotarySource.at(server.uri());
        Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.filter(path -> folder.relativize(path).toString().matches("[a-z/]+\\.json")).toList()) {
        String role = folder.relativize(file).toString().replace(".json", "");
        Fetched answer =
            source.fetch(gun, new MetadataName.Current(new RoleName(role)), AMPLE, Deadline.after(Fetching.PATIENCE));
        assertArrayEquals(Files.readAllBytes(file), assertInstanceOf(Fetched.Found.class, answer).content());
      }
      assertTrue(server.requests().contains("/v2/lab.example/nested/_trust/tuf/targets/team/ci.json"));
    }
  }

  @Test
  void asksBelowThePathThatTheServerLivesAt() throws IOException {
    try (FixtureServer server = new FixtureServer(FIXTURES)) {
      URI prefixed = server.uri("states/lab.example/rotated/0//");
      Fetching.from(prefixed, AMPLE);
      assertEquals(
          List.of("/states/lab.example/rotated/0/v2/lab.example/plain/_trust/tuf/timestamp.json"), server.requests());
    }
  }

  @Test
  void usesOneConnectionForManyFilesAndForThoseThatDoNotExist() throws IOException {
    try (FixtureServer server = new FixtureServer(FIXTURES); NotarySource source = NotarySource.at(server.uri())) {
      for (long version = 1; version <= 5; version++) {
        MetadataName name = new MetadataName.Versioned(RoleName.ROOT, version);
        source.fetch(Fetching.GUN, name, AMPLE, Deadline.after(Fetching.PATIENCE));
      }
      assertEquals(5, server.requests().size());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void asksAServerAgainThatClosedTheConnectionMeanwhile() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        NotarySource source = NotarySource.at(server.uri())) {
      for (int i = 0; i < 3; i++) {
        assertEquals(2, Fetching.from(source, AMPLE, Fetching.PATIENCE).mustBeFound().length);
        Thread.sleep(20);
      }
    }
  }

  @Test
  void sendsNoCookieNoCredentialsAndNoWishForCompression() throws IOException {
    try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nok");
        NotarySource source = NotarySource.at(server.uri())) {
      Fetching.from(source, AMPLE, Fetching.PATIENCE).mustBeFound();
      Fetching.from(source, AMPLE, Fetching.PATIENCE).mustBeFound();
      for (String request : server.requests()) {
        assertTrue(request.startsWith("GET /v2/lab.example/plain/_trust/tuf/timestamp.json HTTP/1.1\r\n"), request);
        assertFalse(request.toLowerCase(Locale.ROOT)
            .matches("(?s).*\n(cookie|authorization|accept-encoding|upgrade|referer):.*"), request);
      }
    }
  }

  @Test
  void tellsTheListenerHowFarADownloadIs() throws IOException {
    ConcurrentLinkedQueue<Long> told = new ConcurrentLinkedQueue<>();
    try (FixtureServer server = new FixtureServer(FIXTURES);
        NotarySource source = NotarySource.builder(server.uri()).onDownload((file, bytes) -> told.add(bytes)).build()) {
      int length = Fetching.from(source, AMPLE, Fetching.PATIENCE).mustBeFound().length;
      assertEquals(Files.size(PLAIN.resolve("timestamp.json")), length);
      assertEquals(told.stream().sorted().toList(), List.copyOf(told));
      assertTrue(told.contains((long) length), () -> told.toString());
    }
  }

  @Test
  void turnsWhatAListenerThrowsIntoAnOutage() throws IOException {
    try (FixtureServer server = new FixtureServer(FIXTURES);
        NotarySource source = NotarySource.builder(server.uri()).onDownload((file, bytes) -> {
          throw new IllegalStateException("listener broke");
        }).build()) {
      Outage outage = Fetching.from(source, AMPLE, Fetching.PATIENCE).mustFail(Outage.Kind.INTERNAL);
      assertTrue(outage.message().contains("listener broke"), outage.message());
    }
  }

  @Test
  void refusesToBeAskedOnceItIsClosed() throws IOException {
    try (FixtureServer server = new FixtureServer(FIXTURES)) {
      NotarySource source = NotarySource.at(server.uri());
      source.close();
      assertDoesNotThrow(source::close);
      Deadline deadline = Deadline.after(Fetching.PATIENCE);
      assertThrows(IllegalStateException.class, () -> source.fetch(Fetching.GUN, Fetching.TIMESTAMP, 1, deadline));
    }
  }

  @Test
  void refusesANegativeLimit() {
    try (NotarySource source = NotarySource.at(URI.create("https://server.example"))) {
      Deadline deadline = Deadline.after(Fetching.PATIENCE);
      assertThrows(
          IllegalArgumentException.class, () -> source.fetch(Fetching.GUN, Fetching.TIMESTAMP, -1, deadline));
    }
  }

  @Test
  void describesACollectionByItsUrl() {
    try (NotarySource source = NotarySource.at(URI.create("HTTPS://Server.example:4443/notary/"))) {
      assertEquals("https://server.example:4443/notary/v2/lab.example/plain", source.describe(Fetching.GUN));
      assertEquals("Notary at https://server.example:4443/notary", source.toString());
      assertEquals(
          "https://server.example:4443/notary/v2/%5B::1%5D:5000/app", source.describe(new Gun("[::1]:5000/app")));
    }
  }
}
