package dev.trustverifier.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.TypeConversionException;

/**
 * A file named on the command line.
 *
 * @param path where it is
 */
record InputFile(Path path) {
  /** More than any list of certificates. */
  static final int LONGEST_PEM = 4 * 1024 * 1024;
  /** As long as the library lets a policy be. */
  static final int LONGEST_SETTINGS = 1024 * 1024;

  static InputFile named(String name) {
    return new InputFile(path(name));
  }

  static Path path(String name) {
    if (name.isEmpty()) {
      throw new TypeConversionException("a path is missing");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("not a path: " + name);
    }
  }

  /** Text of certificates; whatever stands between them is of no matter, hence its encoding neither. */
  String pem() {
    return new String(read(LONGEST_PEM), StandardCharsets.ISO_8859_1);
  }

  byte[] read(int longest) {
    if (Files.notExists(path)) {
      throw new TypeConversionException("no such file: " + path);
    }
    if (!Files.isRegularFile(path)) {
      throw new TypeConversionException("not a file: " + path);
    }
    try (InputStream input = Files.newInputStream(path)) {
      byte[] content = input.readNBytes(longest + 1);
      if (content.length > longest) {
        throw new TypeConversionException("longer than " + longest + " bytes: " + path);
      }
      if (content.length == 0) {
        throw new TypeConversionException("empty file: " + path);
      }
      return content;
    } catch (IOException e) {
      throw new TypeConversionException("a file that cannot be read: " + path);
    }
  }
}
