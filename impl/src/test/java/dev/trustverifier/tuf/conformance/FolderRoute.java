package dev.trustverifier.tuf.conformance;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tuf.bundle.BundleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** By way of a folder, which is brought up to date before every question. */
final class FolderRoute implements MetadataSource {
  private final SimulatedSource server;
  private final Path folder;
  private final BundleSource source;
  private final Map<Path, byte[]> written = new HashMap<>();

  FolderRoute(SimulatedSource server, Path folder) {
    this.server = server;
    this.folder = folder;
    this.source = BundleSource.at(folder);
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    try {
      update(folder.resolve(gun.value()).resolve("_trust/tuf"), server.state(gun).files());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return source.fetch(gun, name, limit, deadline);
  }

  private void update(Path collection, Map<String, byte[]> files) throws IOException {
    for (Path file : Set.copyOf(written.keySet())) {
      if (file.startsWith(collection) && !files.containsKey(collection.relativize(file).toString())) {
        Files.delete(file);
        written.remove(file);
      }
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = collection.resolve(file.getKey());
      if (!Arrays.equals(written.put(path, file.getValue()), file.getValue())) {
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    }
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }
}
