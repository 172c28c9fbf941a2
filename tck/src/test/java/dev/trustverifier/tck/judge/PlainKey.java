package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.tck.Capability;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A key that a role may be signed with.
 *
 * @param id under which it is listed
 * @param type how it says it is to be read
 * @param material what it says it is
 */
record PlainKey(KeyId id, String type, byte[] material) {
  private static final Set<String> TYPES = Set.of("ecdsa", "ecdsa-x509", "rsa", "rsa-x509", "ed25519");
  private static final String ED25519_PREFIX = "302a300506032b6570032100";
  private static final int ED25519_LENGTH = 32;
  // The y of every point of order 1, 2, 4 and 8, in each way to write it.
  private static final Set<String> SMALL_ORDER = Set.of(
      "00".repeat(32), "01" + "00".repeat(31),
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "ec" + "ff".repeat(30) + "7f", "ed" + "ff".repeat(30) + "7f", "ee" + "ff".repeat(30) + "7f");
  private static final int SMALL_CURVE = 256;
  private static final int WEAKEST_RSA = 2048;
  private static final int LONGEST_RSA = 8192;
  private static final PSSParameterSpec PSS =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  static boolean knows(String type) {
    return TYPES.contains(type);
  }

  static KeyId idOf(String type, byte[] material) {
    String canonical = "{\"keytype\":\"" + type + "\",\"keyval\":{\"private\":null,\"public\":\""
        + Base64.getEncoder().encodeToString(material) + "\"}}";
    return new KeyId(Digest.sha256(canonical.getBytes(StandardCharsets.UTF_8)).hex());
  }

  Optional<PlainCertificates> certificates() {
    return type.endsWith("-x509") ? PlainCertificates.read(material) : Optional.empty();
  }

  /** The bare key, if there is one that may count. */
  Optional<PublicKey> key() {
    try {
      return Optional.of(type.endsWith("-x509") ? certified() : bare()).filter(this::mayCount);
    } catch (GeneralSecurityException | RuntimeException unusable) {
      return Optional.empty();
    }
  }

  /** What a verifier must know to count it, if that is not a matter of course. */
  Optional<Capability> demands() {
    if (type.equals("ed25519")) {
      return Optional.of(Capability.ED25519);
    } else if (type.startsWith("rsa")) {
      return Optional.of(Capability.RSA);
    }
    return key().filter(key -> ((ECPublicKey) key).getParams().getOrder().bitLength() > SMALL_CURVE)
        .map(large -> Capability.LARGE_CURVES);
  }

  private PublicKey bare() throws GeneralSecurityException {
    if (!type.equals("ed25519")) {
      return KeyFactory.getInstance(type.equals("rsa") ? "RSA" : "EC").generatePublic(new X509EncodedKeySpec(material));
    }
    byte[] point = Arrays.copyOf(material, ED25519_LENGTH);
    point[ED25519_LENGTH - 1] &= 0x7f;
    if (material.length != ED25519_LENGTH || SMALL_ORDER.contains(HexFormat.of().formatHex(point))) {
      throw new GeneralSecurityException("not a key of 32 bytes that only its owner can sign with");
    }
    byte[] der = HexFormat.of().parseHex(ED25519_PREFIX + HexFormat.of().formatHex(material));
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
  }

  private PublicKey certified() {
    return certificates().orElseThrow().leaf().getPublicKey();
  }

  private boolean mayCount(PublicKey key) {
    if (type.startsWith("ecdsa")) {
      return key instanceof ECPublicKey;
    }
    return type.equals("ed25519") || key instanceof RSAPublicKey rsa && isStrong(rsa.getModulus());
  }

  static boolean isStrong(BigInteger modulus) {
    return modulus.bitLength() >= WEAKEST_RSA && modulus.bitLength() <= LONGEST_RSA;
  }

  /** Equal for two keys that are one, however each is dressed. */
  Optional<String> identity() {
    return key().map(key -> HexFormat.of().formatHex(key.getEncoded()));
  }

  boolean verifies(PlainFile.Claim claim, byte[] message) {
    Optional<PublicKey> key = key();
    try {
      Optional<Signature> verifier = key.isEmpty() ? Optional.empty() : verifier(claim, key.get());
      if (verifier.isEmpty()) {
        return false;
      }
      verifier.get().initVerify(key.get());
      verifier.get().update(message);
      return verifier.get().verify(claim.value());
    } catch (GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private Optional<Signature> verifier(PlainFile.Claim claim, PublicKey key) throws GeneralSecurityException {
    String name = type.replace("-x509", "") + " " + claim.method().toLowerCase(Locale.ROOT);
    switch (name) {
      case "ecdsa ecdsa":
        int width = (((ECPublicKey) key).getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return Optional.of(Signature.getInstance("SHA256withECDSAinP1363Format"))
            .filter(ecdsa -> claim.value().length == 2 * width);
      case "ed25519 eddsa":
        return Optional.of(Signature.getInstance("Ed25519"));
      case "rsa rsapkcs1v15":
        return Optional.of(Signature.getInstance("SHA256withRSA"));
      case "rsa rsapss":
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(PSS);
        return Optional.of(pss);
      default:
        return Optional.empty();
    }
  }
}
