package dev.trustverifier.tuf.key;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Reads a private key of a client certificate in PEM: PKCS #8, or as openssl wrote RSA and EC keys before. Not
 * encrypted. Nothing of it is repeated in a message.
 */
public final class PrivateKeyPem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final String ED25519 = "1.3.101.112";
  private static final Map<String, String> ALGORITHMS = Map.of(
      PKCSObjectIdentifiers.rsaEncryption.getId(), "RSA",
      X9ObjectIdentifiers.id_ecPublicKey.getId(), "EC",
      ED25519, "Ed25519");

  private PrivateKeyPem() {}

  /**
   * Reads the first key of a text.
   *
   * @param pem the key in PEM form; text around it is skipped
   * @return the key
   * @throws IllegalArgumentException if there is none that can be read
   */
  public static PrivateKey read(String pem) {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("no private key in PEM form found, or one that is encrypted");
    }
    try {
      PrivateKeyInfo key = info(block.group(1), Base64.getMimeDecoder().decode(block.group(2)));
      String algorithm = ALGORITHMS.get(key.getPrivateKeyAlgorithm().getAlgorithm().getId());
      if (algorithm == null) {
        throw new IllegalArgumentException("the private key is neither RSA nor EC nor Ed25519");
      }
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    } catch (GeneralSecurityException | IOException | IllegalStateException e) {
      throw new IllegalArgumentException("the private key cannot be read");
    }
  }

  private static PrivateKeyInfo info(String label, byte[] der) throws IOException {
    try {
      return switch (label) {
        case "RSA PRIVATE KEY" -> new PrivateKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
            RSAPrivateKey.getInstance(der));
        case "EC PRIVATE KEY" -> wrapped(ECPrivateKey.getInstance(der));
        default -> PrivateKeyInfo.getInstance(der);
      };
    } catch (IllegalArgumentException e) { // Its message may show the content.
      throw new IOException("not as its label says");
    }
  }

  private static PrivateKeyInfo wrapped(ECPrivateKey key) throws IOException {
    AlgorithmIdentifier curve = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
    return new PrivateKeyInfo(curve, key);
  }
}
