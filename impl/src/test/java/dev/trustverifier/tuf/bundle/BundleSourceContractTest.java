package dev.trustverifier.tuf.bundle;

import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class BundleSourceContractTest implements MetadataSourceContract {
  private static final PublishedFile TIMESTAMP = new PublishedFile(
      new Gun("registry.example:5000/team/app"), new MetadataName.Current(RoleName.TIMESTAMP));

  @TempDir
  private Path root;

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) throws IOException {
    write(root, files);
    return BundleSource.at(root);
  }

  @Override
  public Optional<MetadataSource> broken() throws IOException {
    Path gone = Files.createDirectory(root.resolve("gone"));
    MetadataSource source = BundleSource.at(gone);
    Files.delete(gone);
    return Optional.of(source);
  }

  /** Root reads everything. */
  @Override
  public Optional<MetadataSource> refused() throws IOException {
    Path locked = Files.createDirectory(root.resolve("locked"));
    write(locked, Map.of(TIMESTAMP, new byte[1]));
    Path file = locked.resolve(TIMESTAMP.path());
    boolean readable = !file.toFile().setReadable(false) || Files.isReadable(file);
    return readable ? Optional.empty() : Optional.of(BundleSource.at(locked));
  }

  private static void write(Path folder, Map<PublishedFile, byte[]> files) throws IOException {
    for (Map.Entry<PublishedFile, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey().path());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @Nested
  class WithTheVersionOfTheProtocolInFront implements MetadataSourceContract {
    @Override
    public MetadataSource publishing(Map<PublishedFile, byte[]> files) throws IOException {
      write(root.resolve("v2"), files);
      return BundleSource.at(root);
    }

    @Override
    public Optional<MetadataSource> broken() throws IOException {
      return BundleSourceContractTest.this.broken();
    }

    @Override
    public Optional<MetadataSource> refused() throws IOException {
      return BundleSourceContractTest.this.refused();
    }
  }
}
