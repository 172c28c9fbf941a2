package dev.trustverifier.examples.cli;

import dev.trustverifier.KeyId;
import dev.trustverifier.policy.TrustPin;
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
    return switch (kind) {
      case "root" -> TrustPin.root(InputFile.named(what).read(InputFile.LONGEST_ROOT));
      case "cert" -> certificate(what);
      case "ca" -> certificateAuthority(InputFile.named(what));
      default -> throw new TypeConversionException("it must start with root:, cert: or ca:");
    };
  }

  private static TrustPin certificate(String keyId) {
    try {
      return TrustPin.certificate(new KeyId(keyId));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static TrustPin certificateAuthority(InputFile file) {
    String pem = file.pem();
    try {
      return TrustPin.certificateAuthority(pem);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(file.path() + ": " + e.getMessage());
    }
  }
}
