package dev.trustverifier.tuf.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is on a disk, and what only seems to be. A process may be killed before each of its steps, and then all that it
 * did stays; where the power fails, all that was not forced to the disk is lost: names and contents.
 */
public final class CrashingDisk {
  final Fuse fuse;
  private final Map<Path, Optional<byte[]>> namesBefore = new LinkedHashMap<>();
  private final Set<Path> unforced = new HashSet<>();

  public CrashingDisk(Fuse fuse) {
    this.fuse = fuse;
  }

  /** The same folder, for a process that may be killed. */
  public Path folder(Path real) {
    return new CrashingFiles(this).wrap(real);
  }

  /** A name is about to appear, to go, or to mean another file. */
  void renaming(Path file) throws IOException {
    if (!namesBefore.containsKey(file)) {
      namesBefore.put(file, Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
    }
  }

  void moved(Path from, Path to) {
    if (unforced.remove(from)) {
      unforced.add(to);
    } else {
      unforced.remove(to);
    }
  }

  void written(Path file) {
    unforced.add(file);
  }

  /** The content of a file, or the names in a folder, are on the disk. */
  void forced(Path path) {
    unforced.remove(path);
    namesBefore.keySet().removeIf(file -> path.equals(file.getParent()));
  }

  /** All that was not forced is lost. */
  public void losePower() throws IOException {
    for (Path file : unforced) {
      if (Files.exists(file)) {
        Files.write(file, new byte[0]);
      }
    }
    for (Map.Entry<Path, Optional<byte[]>> before : namesBefore.entrySet()) {
      if (before.getValue().isPresent()) {
        Files.write(before.getKey(), before.getValue().get());
      } else {
        delete(before.getKey());
      }
    }
    unforced.clear();
    namesBefore.clear();
  }

  /** Deletes a file, or a folder and all in it. */
  public static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> inside = Files.walk(path)) {
        for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }
}
