package dev.trustverifier.tuf.conformance;

import dev.trustverifier.Gun;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tuf.bundle.BundleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** By way of a folder, to which a file is brought up to date before it is asked for. */
final class FolderRoute implements Route {
  private final Path folder;
  private final BundleSource source;

  FolderRoute(Path folder) {
    this.folder = folder;
    this.source = BundleSource.at(folder);
  }

  @Override
  public MetadataSource to(SimulatedSource server) {
    return Route.bringing(server, source, (gun, name) -> update(gun, name, server.state(gun)));
  }

  private void update(Gun gun, MetadataName name, State state) {
    Path path = folder.resolve(gun.value()).resolve("_trust/tuf").resolve(name.fileName());
    Optional<byte[]> content = state.file(name.fileName());
    try {
      if (content.isEmpty()) {
        Files.deleteIfExists(path);
      } else {
        Files.createDirectories(path.getParent());
        Files.write(path, content.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
