package dev.trustverifier.examples.webhook.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * A private key in PEM: PKCS#8, and the two older forms that cert-manager writes if nobody tells it otherwise. Its
 * content never stands in a message.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption, "RSA",
          X9ObjectIdentifiers.id_ecPublicKey, "EC",
          new ASN1ObjectIdentifier("1.3.101.112"), "EdDSA");

  private PemKey() {}

  /** Throws IllegalArgumentException if there is no key that can be used. */
  static PrivateKey read(String pem) {
    Matcher matcher = BLOCK.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no private key in PEM");
    }
    try {
      PrivateKeyInfo key = info(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
      String algorithm = ALGORITHMS.get(key.getPrivateKeyAlgorithm().getAlgorithm());
      if (algorithm == null) {
        throw new IllegalArgumentException("the private key is none of RSA, ECDSA and Ed25519");
      }
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    } catch (IOException | GeneralSecurityException | IllegalStateException | ClassCastException e) {
      throw new IllegalArgumentException("the private key cannot be read", e);
    }
  }

  private static PrivateKeyInfo info(String label, byte[] der) throws IOException {
    switch (label) {
      case "RSA PRIVATE KEY" -> {
        AlgorithmIdentifier rsa = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
        return new PrivateKeyInfo(rsa, RSAPrivateKey.getInstance(der));
      }
      case "EC PRIVATE KEY" -> {
        ECPrivateKey key = ECPrivateKey.getInstance(der);
        return new PrivateKeyInfo(
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
      }
      default -> {
        return PrivateKeyInfo.getInstance(der);
      }
    }
  }
}
