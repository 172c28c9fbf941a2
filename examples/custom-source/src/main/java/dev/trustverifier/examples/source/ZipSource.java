package dev.trustverifier.examples.source;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The metadata in a zip or jar archive, as one carries it over an air gap. An entry is named like the path on a Notary
 * server: {@code <gun>/_trust/tuf/<file>}. The archive may be replaced at any time; every question opens it anew, so
 * that nothing is held and {@link #close()} has nothing to do. Safe for use by several threads.
 */
public final class ZipSource implements MetadataSource {
  private final Path archive;

  /**
   * A source that reads an archive.
   *
   * @param archive where it is; need not be there yet
   */
  public ZipSource(Path archive) {
    this.archive = archive.toAbsolutePath();
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    String entry = gun + "/_trust/tuf/" + name.fileName();
    if (Thread.currentThread().isInterrupted()) {
      return failed(Outage.Kind.INTERRUPTED, "interrupted before reading " + entry);
    }
    if (deadline.hasPassed()) {
      return failed(Outage.Kind.TIMED_OUT, "no time left to read " + entry);
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      return found == null ? new Fetched.Absent() : content(zip, found, limit);
    } catch (IOException e) {
      return failed(Outage.Kind.IO, "cannot read " + entry + " in " + archive + ": " + e.getMessage());
    }
  }

  /** Reads one byte more than is allowed: an entry's header may lie about its size, what comes out of it cannot. */
  private static Fetched content(ZipFile zip, ZipEntry entry, long limit) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      int most = (int) Math.min(limit, Integer.MAX_VALUE - 1);
      byte[] content = in.readNBytes(most + 1);
      return content.length > most ? new Fetched.TooLarge() : new Fetched.Found(content);
    }
  }

  private static Fetched failed(Outage.Kind kind, String message) {
    return new Fetched.Failed(new Outage(kind, message));
  }

  @Override
  public String describe(Gun gun) {
    return archive + "!/" + gun;
  }

  @Override
  public String toString() {
    return archive.toString();
  }
}
