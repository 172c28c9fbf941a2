package dev.trustverifier.tck.reference;

import dev.trustverifier.Gun;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * Pins as the client's configuration has them.
 *
 * @param gun the collection
 * @param pins of one kind
 */
record Pinning(Gun gun, List<TrustPin> pins) {

  /** Whether the client can be told of a rule. */
  static boolean knows(TrustRule.Verify rule) {
    return rule.signers().isEmpty() && rule.mirrored().isEmpty()
        && rule.pins().stream().noneMatch(TrustPin.Root.class::isInstance);
  }

  /** The text of its configuration file; certificates are written into a folder. */
  byte[] configuration(Path folder) throws IOException {
    JsonObject pinning = new JsonObject();
    if (pins.get(0) instanceof TrustPin.Certificate) {
      List<Object> ids =
          pins.stream().<Object>map(pin -> ((TrustPin.Certificate) pin).keyId().hex()).toList();
      pinning.put("certs", new JsonObject().put(gun.value(), ids)).put("disable_tofu", true);
    } else if (pins.get(0) instanceof TrustPin.CertificateAuthority) {
      Path bundle = Files.writeString(folder.resolve("authorities.pem"), authorities());
      pinning.put("ca", new JsonObject().put(gun.value(), bundle.toString())).put("disable_tofu", true);
    }
    return new JsonObject().put("trust_pinning", pinning).bytes();
  }

  private String authorities() {
    StringBuilder pem = new StringBuilder();
    for (TrustPin pin : pins) {
      ((TrustPin.CertificateAuthority) pin).certificates().forEach(certificate -> pem.append(text(certificate)));
    }
    return pem.toString();
  }

  private static String text(X509Certificate certificate) {
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
