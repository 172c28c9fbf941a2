package dev.trustverifier.tuf.notary;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.Requests;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class NotarySourceContractTest implements MetadataSourceContract {
  @TempDir
  private Path root;

  private final NotaryEmulator refusing =
      NotaryEmulator.start().misbehave(Requests.all(), Misbehaviour.status(403));
  private FixtureServer server;

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) throws IOException {
    for (Map.Entry<PublishedFile, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey().path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    server = new FixtureServer(root);
    return NotarySource.at(server.uri());
  }

  @Override
  public Optional<MetadataSource> broken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      return Optional.of(NotarySource.at(URI.create("http://127.0.0.1:" + taken.getLocalPort())));
    }
  }

  @Override
  public Optional<MetadataSource> refused() {
    return Optional.of(NotarySource.at(refusing.uri()));
  }

  @AfterEach
  void stopServer() {
    refusing.close();
    if (server != null) {
      server.close();
    }
  }
}
