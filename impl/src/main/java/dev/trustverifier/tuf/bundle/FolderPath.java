package dev.trustverifier.tuf.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder, and all the folders on the way to it.
 *
 * @param top where the way starts
 * @param folder where it leads, below {@code top} or the same
 */
record FolderPath(Path top, Path folder) {

  /**
   * Whether it is there.
   *
   * @return false if the way ends early, at or below {@code top}
   * @throws NotDirectoryException if something else is in the way
   * @throws IOException if the way cannot be seen
   */
  boolean exists() throws IOException {
    Path step = top;
    if (!isFolder(step)) {
      return false;
    }
    for (Path segment : top.relativize(folder)) {
      step = step.resolve(segment).normalize();
      if (!isFolder(step)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFolder(Path path) throws IOException {
    try {
      if (Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
        return true;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    throw new NotDirectoryException(path.toString());
  }
}
