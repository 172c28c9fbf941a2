package dev.trustverifier.examples.cli;

import dev.trustverifier.examples.yaml.YamlText;
import dev.trustverifier.tuf.config.PolicyFile;
import dev.trustverifier.tuf.config.PolicyFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A policy file in JSON or YAML. */
final class PolicyText {
  private PolicyText() {}

  static boolean isYaml(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  /** Throws IllegalArgumentException with file, place and reason in one line. */
  static PolicyFile read(Path file) {
    return isYaml(file) ? fromYaml(file) : PolicyFile.read(file);
  }

  private static PolicyFile fromYaml(Path file) {
    YamlText.Converted yaml = yaml(file);
    try {
      return PolicyFile.parse(yaml.json(), Objects.requireNonNullElse(file.getParent(), Path.of("")));
    } catch (PolicyFileException e) {
      String place = yaml.places().getOrDefault(e.path(), "unknown place");
      String path = e.path().isEmpty() ? "" : e.path() + ": ";
      throw new IllegalArgumentException(file + ": " + place + ": " + path + e.reason(), e);
    }
  }

  /** Throws IllegalArgumentException with file, place and reason in one line. */
  static YamlText.Converted yaml(Path file) {
    byte[] text;
    try {
      text = new InputFile(file).read(InputFile.LONGEST_SETTINGS);
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    try {
      return YamlText.convert(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** Reads the file that an option or a parameter names. */
  static final class Converter implements ITypeConverter<PolicyFile> {
    Converter() {}

    @Override
    public PolicyFile convert(String name) {
      try {
        return read(InputFile.path(name));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
