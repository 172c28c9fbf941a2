package dev.trustverifier.tuf.bundle;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The metadata in a folder, laid out as a server's URLs or as docker's own trust folder.
 *
 * <p>Each collection is taken from the first of these that exists, and from nowhere else:
 *
 * <ol>
 *   <li>{@code <root>/<gun>/_trust/tuf/<file>}
 *   <li>{@code <root>/v2/<gun>/_trust/tuf/<file>}
 *   <li>{@code <root>/tuf/<gun>/metadata/<role>.json}, where {@code <root>} is such as {@code ~/.docker/trust}: a file
 *       asked for by its hash is {@code <role>.json}, whatever its hash; files of a given version are absent
 * </ol>
 *
 * <p>A file is {@link Fetched.Absent} if it does not exist, and {@link Fetched.TooLarge} without being read if its
 * length exceeds the limit (a limit above 2 GiB counts as 2 GiB). What is no regular file, cannot be read, or lies
 * below something that is no folder is an outage of kind {@code IO}; so is all, once the root is gone. Links are
 * followed. Every fetch looks anew. Safe for use by several threads; holds nothing that needs closing.
 */
public final class BundleSource implements MetadataSource {
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final Path root;

  private BundleSource(Path root) {
    this.root = root;
  }

  /**
   * A source over a folder.
   *
   * @param folder the root of either layout
   * @return the source
   * @throws IllegalArgumentException if there is no such folder, or it cannot be read
   */
  public static BundleSource at(Path folder) {
    if (Files.notExists(folder)) {
      throw new IllegalArgumentException("no such folder: " + folder);
    }
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("not a folder: " + folder);
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new IllegalArgumentException("not a folder that may be read: " + folder);
    }
    return new BundleSource(folder.toAbsolutePath().normalize());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the limit is negative
   */
  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit is 0 or more: " + limit);
    }
    if (Thread.currentThread().isInterrupted()) {
      return failed(Kind.INTERRUPTED, name, "interrupted before it was read");
    }
    if (deadline.hasPassed()) {
      return failed(Kind.TIMED_OUT, name, "the deadline had passed before it was read");
    }
    try {
      Optional<Path> file = locate(gun, name);
      int most = (int) Math.min(limit, LONGEST_ARRAY);
      return file.isEmpty() ? new Fetched.Absent() : new BoundedFile(file.get(), most).read(deadline);
    } catch (NoSuchFileException e) {
      return new Fetched.Absent();
    } catch (ClosedByInterruptException e) {
      return failed(Kind.INTERRUPTED, name, "interrupted while it was read");
    } catch (IOException | IllegalArgumentException e) {
      return failed(Kind.IO, name, reasonOf(e));
    }
  }

  private Optional<Path> locate(Gun gun, MetadataName name) throws IOException {
    if (!new FolderPath(root, root).exists()) {
      throw new FileSystemException(root.toString(), null, "the folder is gone");
    }
    for (Layout layout : Layout.values()) {
      Path collection = layout.collection(root, gun);
      if (new FolderPath(root, collection).exists()) {
        Optional<Path> file = layout.fileName(name).map(last -> Layout.within(collection, collection.resolve(last)));
        boolean mayExist = file.isPresent() && new FolderPath(collection, file.get().getParent()).exists();
        return mayExist ? file : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Fetched failed(Kind kind, MetadataName name, String what) {
    return new Fetched.Failed(new Outage(kind, name.fileName() + " in " + root + ": " + what));
  }

  private static String reasonOf(Exception fault) {
    if (fault instanceof NotDirectoryException folder) {
      return "not a folder: " + folder.getFile();
    }
    if (fault instanceof AccessDeniedException denied) {
      return "access denied: " + denied.getFile();
    }
    if (fault instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason() + ": " + file.getFile();
    }
    return String.valueOf(fault.getMessage());
  }

  /**
   * {@inheritDoc}
   *
   * @return the root of the bundle
   */
  @Override
  public String describe(Gun gun) {
    return root.toString();
  }

  @Override
  public String toString() {
    return "bundle in " + root;
  }
}
