package dev.trustverifier.examples.cli;

import dev.trustverifier.tuf.config.EntraReference;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an identity as policy files write it. */
final class IdentityConverter implements ITypeConverter<EntraReference> {
  IdentityConverter() {}

  @Override
  public EntraReference convert(String text) {
    try {
      return EntraReference.parse(text)
          .orElseThrow(() -> new TypeConversionException("it is workload-identity or managed-identity[:CLIENT_ID]"));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
