package dev.trustverifier.examples.source.test;

import dev.trustverifier.examples.source.ZipSource;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

// README begin
class ZipSourceContractTest implements MetadataSourceContract {
  @TempDir Path folder;

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) throws Exception {
    Map<String, byte[]> entries = new TreeMap<>();
    files.forEach((file, content) -> entries.put(file.path(), content));
    return new ZipSource(Archive.write(folder.resolve("metadata.zip"), entries));
  }

  @Override
  public Optional<MetadataSource> broken() throws Exception {
    return Optional.of(new ZipSource(Files.writeString(folder.resolve("broken.zip"), "no archive")));
  }

  @Override
  public Optional<MetadataSource> refused() throws Exception {
    Path locked = Archive.write(folder.resolve("locked.zip"), Map.of());
    boolean readable = !locked.toFile().setReadable(false) || Files.isReadable(locked);   // root reads everything
    return readable ? Optional.empty() : Optional.of(new ZipSource(locked));
  }
}
// README end
