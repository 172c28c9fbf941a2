package dev.trustverifier.examples.cli;

import dev.trustverifier.KeyId;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.tuf.config.PinFile;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --pin} names. */
final class PinConverter implements ITypeConverter<TrustPin> {
  PinConverter() {}

  @Override
  public TrustPin convert(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String what = text.substring(colon + 1);
    try {
      return switch (kind) {
        case "root" -> new PinFile(InputFile.path(what)).root();
        case "cert" -> TrustPin.certificate(new KeyId(what));
        case "ca" -> new PinFile(InputFile.path(what)).certificateAuthority();
        default -> throw new TypeConversionException("it must start with root:, cert: or ca:");
      };
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
