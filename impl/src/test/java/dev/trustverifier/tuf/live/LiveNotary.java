package dev.trustverifier.tuf.live;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.notary.NotarySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real notary-server with a real notary-signer behind it, both in memory, on loopback, until it is closed. */
public final class LiveNotary implements AutoCloseable {
  private static final int MOST_TRIES = 3;

  private final Path folder;
  private final Certificates certificates;
  private final Certificates.Pair authority;
  private final Certificates.Pair server;
  private final Deque<Daemon> daemons = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::stop, "stop-notary");
  private final AtomicInteger names = new AtomicInteger();
  private int port;

  private Optional<TokenGiver> tokens = Optional.empty();

  private LiveNotary(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(atExit);
    this.certificates = new Certificates(folder);
    this.authority = certificates.authority("authority");
    this.server = certificates.loopback("server", authority);
  }

  /** Starts a service whose own keys, for timestamps and for snapshots where it has them, are ECDSA. */
  public static LiveNotary start() {
    return start("ecdsa");
  }

  /** Starts a service whose own keys are of another algorithm. */
  static LiveNotary start(String keyAlgorithm) {
    return new LiveNotary(temporaryFolder()).launched(keyAlgorithm);
  }

  private LiveNotary launched(String keyAlgorithm) {
    for (int i = 1; ; i++) {
      try {
        launch(keyAlgorithm);
        return this;
      } catch (IllegalStateException e) {
        // Between our look for a free port and the server's use of it somebody else may have taken it.
        stopDaemons();
        if (i == MOST_TRIES) {
          close();
          throw e;
        }
      }
    }
  }

  /** Starts a service that lets in only who has a token. */
  static LiveNotary startWithTokens() {
    LiveNotary notary = new LiveNotary(temporaryFolder());
    notary.tokens = Optional.of(TokenGiver.start(notary.server, notary.authority));
    return notary.launched("ecdsa");
  }

  /** Who gives out the tokens. */
  TokenGiver tokens() {
    return tokens.orElseThrow();
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("live-notary.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch(String keyAlgorithm) {
    int signerPort = FreePort.any();
    launch("notary-signer", signerPort, signerSettings(signerPort));
    port = FreePort.any();
    launch("notary-server", port, serverSettings(keyAlgorithm, signerPort));
  }

  private void launch(String program, int at, String settings) {
    Path file = write(program + ".json", settings);
    List<String> words = List.of(program, "-config", file.toString(), "-logf", "logfmt");
    Daemon daemon = Daemon.start(folder, folder.resolve(program + ".log"), words);
    daemons.push(daemon);
    daemon.awaitPort(at);
  }

  private String signerSettings(int signerPort) {
    return """
        {"server": {"grpc_addr": "127.0.0.1:%d", "tls_cert_file": "%s", "tls_key_file": "%s", "client_ca_file": "%s"},
         "storage": {"backend": "memory"}, "logging": {"level": "info"}}
        """
        .formatted(signerPort, server.certificate(), server.key(), authority.certificate());
  }

  private String serverSettings(String keyAlgorithm, int signerPort) {
    return """
        {"server": {"http_addr": "127.0.0.1:%d", "tls_cert_file": "%s", "tls_key_file": "%s"},
         "trust_service": {"type": "remote", "hostname": "127.0.0.1", "port": "%d", "key_algorithm": "%s",
                           "tls_ca_file": "%s", "tls_client_cert": "%s", "tls_client_key": "%s"},
         "storage": {"backend": "memory"}, "logging": {"level": "info"}%s}
        """
        .formatted(
            port, server.certificate(), server.key(), signerPort, keyAlgorithm,
            authority.certificate(), server.certificate(), server.key(),
            tokens.map(giver -> ",\n \"auth\": " + giver.settings()).orElse(""));
  }

  /** Where the server is. */
  public URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  /** Who vouches for the server. */
  String caPem() {
    return authority.pem();
  }

  /** A file with {@link #caPem()}. */
  public Path caFile() {
    return authority.certificate();
  }

  /** What our own side reads the server by. */
  NotarySource source() {
    return NotarySource.builder(uri()).certificateAuthority(caPem()).build();
  }

  /** A new folder with what the server shows of a collection now, laid out as its URLs. */
  public Path copyOf(Publisher publisher, String tag) {
    Path copy = newFolder();
    MetadataSource source = new RecordingSource(source()).copyTo(copy);
    Reader.onFirstUse().verify(source, publisher.image(tag)).orElseThrow();
    return copy;
  }

  /** A new publisher with a trust folder and keys of its own, for a collection that nobody else here has. */
  public Publisher publisher() {
    return publisher("lab.example/live/c" + names.incrementAndGet());
  }

  /** A new publisher with a trust folder and keys of its own. */
  public Publisher publisher(String gun) {
    return new Publisher(this, folderOf("publisher" + names.incrementAndGet()), gun);
  }

  /** A new key of a delegate, with its certificate. */
  Certificates.Pair signer(String name) {
    return certificates.signer(name + names.incrementAndGet());
  }

  /** A new certificate authority that has nothing to do with the server. */
  Certificates.Pair otherAuthority() {
    return certificates.authority("other" + names.incrementAndGet());
  }

  /** A new empty folder that goes with this service. */
  Path newFolder() {
    return folderOf("folder" + names.incrementAndGet());
  }

  private Path folderOf(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server and its signer; what they kept in memory is gone. */
  public void stopDaemons() {
    while (!daemons.isEmpty()) {
      daemons.pop().close();
    }
  }

  private void stop() {
    stopDaemons();
    tokens.ifPresent(TokenGiver::close);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }
}
