package dev.trustverifier.tuf.key;

import dev.trustverifier.tuf.chain.RootCertificate;
import dev.trustverifier.tuf.chain.SignedMessage;
import dev.trustverifier.tuf.chain.VerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;

/** Keys, signatures and fixtures for the tests of this package. */
final class TestKeys {
  static final KeyPair P256 = ec("secp256r1");
  static final KeyPair P384 = ec("secp384r1");
  static final KeyPair P521 = ec("secp521r1");
  static final KeyPair RSA = generate("RSA", 2048);
  static final SignedMessage MESSAGE = message("{\"_type\":\"Targets\"}");
  static final Path FIXTURES = Path.of("src/test/fixtures");

  private static final Pattern KEY =
      Pattern.compile(
          "\"([0-9a-f]{64})\":\\{\"keytype\":\"([^\"]*)\",\"keyval\":\\{\"private\":null,\"public\":\"([^\"]*)\"");
  private static final Pattern ROOT_ROLE = Pattern.compile("\"root\":\\{\"keyids\":\\[\"([0-9a-f]{64})\"");

  private TestKeys() {}

  /** A key as a file lists it. */
  record Listed(String id, String type, byte[] material) {
    VerificationKey read() {
      return PublicKeys.read(type, material);
    }
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair generate(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A message that is only a part of its buffer. */
  static SignedMessage message(String text) {
    byte[] bytes = ("{\"signed\":" + text + ",\"signatures\":[]}").getBytes(StandardCharsets.UTF_8);
    return new SignedMessage(bytes, 10, text.getBytes(StandardCharsets.UTF_8).length);
  }

  static byte[] sign(KeyPair keys, String algorithm, AlgorithmParameterSpec... parameters) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      for (AlgorithmParameterSpec spec : parameters) {
        signature.setParameter(spec);
      }
      signature.initSign(keys.getPrivate());
      signature.update(MESSAGE.copy());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] signEcdsa(KeyPair keys, int width) {
    ASN1Sequence numbers = ASN1Sequence.getInstance(sign(keys, "SHA256withECDSA"));
    return join(
        ASN1Integer.getInstance(numbers.getObjectAt(0)).getValue(),
        ASN1Integer.getInstance(numbers.getObjectAt(1)).getValue(),
        width);
  }

  /** r and s, one after the other. */
  static byte[] join(BigInteger r, BigInteger s, int width) {
    byte[] joined = new byte[2 * width];
    copy(r, joined, width);
    copy(s, joined, 2 * width);
    return joined;
  }

  private static void copy(BigInteger number, byte[] to, int end) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
    System.arraycopy(bytes, from, to, end - (bytes.length - from), bytes.length - from);
  }

  static byte[] withoutLast(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 1);
  }

  static VerificationKey bare(String type, KeyPair keys) {
    return PublicKeys.read(type, keys.getPublic().getEncoded());
  }

  static VerificationKey certified(String pem) {
    return PublicKeys.read("ecdsa-x509", pem.getBytes(StandardCharsets.UTF_8));
  }

  static RootCertificate bundle(String pem) {
    return certified(pem).certificate().orElseThrow();
  }

  static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }

  static List<Listed> keysIn(Path file) {
    List<Listed> keys = new ArrayList<>();
    for (MatchResult key : KEY.matcher(text(file)).results().toList()) {
      keys.add(new Listed(key.group(1), key.group(2), Base64.getDecoder().decode(key.group(3))));
    }
    return keys;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root file of a collection among the good fixtures. */
  static Path root(String collection) {
    return FIXTURES.resolve("notary/lab.example/" + collection + "/_trust/tuf/root.json");
  }

  /** The first key of the root role. A root file may list keys of earlier roots besides. */
  static Listed rootKeyIn(Path root) {
    Matcher role = ROOT_ROLE.matcher(text(root));
    if (!role.find()) {
      throw new IllegalArgumentException("no root role in " + root);
    }
    return keysIn(root).stream().filter(key -> key.id().equals(role.group(1))).findFirst().orElseThrow();
  }
}
