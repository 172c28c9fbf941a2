package dev.trustverifier.examples.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** Reads the path that {@code --trust-dir} names. */
final class FolderConverter implements ITypeConverter<Path> {
  FolderConverter() {}

  @Override
  public Path convert(String name) {
    return InputFile.path(name);
  }
}
