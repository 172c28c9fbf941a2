package dev.trustverifier.examples.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --at} says: an instant of the years 1 to 9999, the ones that metadata can name. */
final class InstantConverter implements ITypeConverter<Instant> {
  InstantConverter() {}

  @Override
  public Instant convert(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1 && time.getYear() <= 9999) {
        return time.toInstant();
      }
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("not an instant such as 2026-11-22T14:00:00Z: '" + text + "'");
    }
    throw new TypeConversionException("not an instant of the years 1 to 9999: '" + text + "'");
  }
}
