package dev.trustverifier.tuf.live;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Another source, of which it is known what it was asked, and between whose answers something may happen. */
final class RecordingSource implements MetadataSource {
  private final MetadataSource inner;
  private final List<String> requests = new ArrayList<>();
  private final Map<String, Runnable> events = new HashMap<>();
  private Optional<Path> copy = Optional.empty();

  RecordingSource(MetadataSource inner) {
    this.inner = inner;
  }

  /** What happens once, after a file was read and before anybody sees it. Hashes are written {@code H}. */
  RecordingSource after(String file, Runnable event) {
    events.put(file, event);
    return this;
  }

  /** Keeps all files in a folder, laid out as the server's URLs. */
  RecordingSource copyTo(Path folder) {
    copy = Optional.of(folder);
    return this;
  }

  /** What was asked for since the last call, in that order. Hashes are written {@code H}. */
  synchronized List<String> requests() {
    List<String> since = List.copyOf(requests);
    requests.clear();
    return since;
  }

  /** Whether everything happened that was to happen. */
  synchronized boolean isDone() {
    return events.isEmpty();
  }

  @Override
  public synchronized Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    String file = name instanceof MetadataName.Hashed ? name.role() + ".H.json" : name.fileName();
    requests.add(file);
    Fetched fetched = inner.fetch(gun, name, limit, deadline);
    if (fetched instanceof Fetched.Found found) {
      copy.ifPresent(folder -> write(folder.resolve(gun + "/_trust/tuf/" + name.fileName()), found.content()));
    }
    Runnable event = events.remove(file);
    if (event != null) {
      event.run();
    }
    return fetched;
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String describe(Gun gun) {
    return inner.describe(gun);
  }

  @Override
  public void close() {
    inner.close();
  }
}
