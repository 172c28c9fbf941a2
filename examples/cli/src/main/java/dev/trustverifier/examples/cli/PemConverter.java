package dev.trustverifier.examples.cli;

import picocli.CommandLine.ITypeConverter;

/** Reads the file that {@code --ca} names. */
final class PemConverter implements ITypeConverter<String> {
  PemConverter() {}

  @Override
  public String convert(String name) {
    return InputFile.named(name).pem();
  }
}
