package dev.trustverifier.tuf.notary;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
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

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
