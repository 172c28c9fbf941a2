package dev.trustverifier.examples.source.test;

import dev.trustverifier.tck.repository.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives as {@code ZipSource} reads them. */
final class Archive {
  private Archive() {}

  static Path write(Path archive, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive), StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return archive;
  }

  static Path write(Path archive, State state) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    state.files().forEach((name, content) -> entries.put(state.gun() + "/_trust/tuf/" + name, content));
    return write(archive, entries);
  }
}
