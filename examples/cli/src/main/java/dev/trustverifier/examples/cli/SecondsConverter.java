package dev.trustverifier.examples.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --timeout} says: seconds, perhaps with a fraction, more than none. */
final class SecondsConverter implements ITypeConverter<Duration> {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  SecondsConverter() {}

  @Override
  public Duration convert(String text) {
    if (SHAPE.matcher(text).matches()) {
      Duration time = Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
      if (!time.isZero()) {
        return time;
      }
    }
    throw new TypeConversionException("not a positive number of seconds such as 30 or 2.5: '" + text + "'");
  }
}
