package dev.trustverifier.tuf.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that settings name.
 *
 * @param path where it is
 */
record SettingsFile(Path path) {
  /** More than any list of certificates. */
  private static final int LONGEST_PEM = 4 * 1024 * 1024;

  /** Reads a path as it stands in a file of settings. */
  static Path path(Path folder, String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a path is missing");
    }
    try {
      return folder.resolve(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + text, e);
    }
  }

  /** Text of certificates; whatever stands between them is of no matter, hence its encoding neither. */
  String pem() {
    return new String(read(LONGEST_PEM), StandardCharsets.ISO_8859_1);
  }

  byte[] read(int longest) {
    if (Files.notExists(path)) {
      throw new IllegalArgumentException("no such file: " + path);
    }
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("not a file: " + path);
    }
    try (InputStream input = Files.newInputStream(path)) {
      byte[] content = input.readNBytes(longest + 1);
      if (content.length > longest) {
        throw new IllegalArgumentException("longer than " + longest + " bytes: " + path);
      }
      if (content.length == 0) {
        throw new IllegalArgumentException("empty file: " + path);
      }
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException("a file that cannot be read: " + path, e);
    }
  }
}
