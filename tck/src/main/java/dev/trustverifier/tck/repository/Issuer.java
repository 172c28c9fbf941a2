package dev.trustverifier.tck.repository;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who signs certificates: a name and a key. Writes X.509 version 3.
 *
 * @param commonName the issuer's name
 * @param key the issuer's key
 */
record Issuer(String commonName, GeneratedKey key) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 120;
  private static final BigInteger VERSION_3 = BigInteger.TWO;

  private static final byte[] DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT = Der.bits(5, (byte) 0xa0);
  private static final byte[] KEY_CERT_SIGN_AND_CRL_SIGN = Der.bits(1, (byte) 0x06);

  /** A certificate in PEM for a key that signs metadata. */
  String leaf(CertificateProfile profile, GeneratedKey subject) {
    return pem(profile, subject, extensions(profile, DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT, Der.sequence()));
  }

  /** A certificate in PEM for a TLS server. */
  String server(CertificateProfile profile, GeneratedKey subject, String... hosts) {
    byte[][] names = Stream.of(hosts).map(Der::host).toArray(byte[][]::new);
    byte[] alternatives = Der.sequence(Der.objectId("2.5.29.17"), Der.octets(Der.sequence(names)));
    return pem(profile, subject,
        extensions(profile, DIGITAL_SIGNATURE_AND_KEY_ENCIPHERMENT, Der.sequence(), alternatives));
  }

  /** A certificate in PEM for a key that signs certificates. */
  String authority(CertificateProfile profile, GeneratedKey subject) {
    return pem(profile, subject, extensions(profile, KEY_CERT_SIGN_AND_CRL_SIGN, Der.sequence(Der.yes())));
  }

  private String pem(CertificateProfile profile, GeneratedKey subject, byte[] extensions) {
    byte[] algorithm = algorithmId(profile.hash());
    byte[] toBeSigned = Der.sequence(
        Der.explicit(0, Der.integer(VERSION_3)),
        Der.integer(new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS)),
        algorithm,
        name(commonName),
        Der.sequence(Der.time(profile.validity().from()), Der.time(profile.validity().until())),
        name(profile.commonName()),
        subject.subjectPublicKeyInfo(),
        Der.explicit(3, extensions));
    byte[] signature = sign(profile.hash(), toBeSigned);
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
        .encodeToString(Der.sequence(toBeSigned, algorithm, Der.bits(0, signature)));
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.objectId("2.5.4.3"), Der.text(commonName))));
  }

  private static byte[] extensions(
      CertificateProfile profile, byte[] usage, byte[] constraints, byte[]... others) {
    List<byte[]> extensions = new ArrayList<>(List.of(others));
    extensions.add(Der.sequence(Der.objectId("2.5.29.15"), Der.yes(), Der.octets(usage)));
    if (!profile.extendedUsages().isEmpty()) {
      byte[][] usages = profile.extendedUsages().stream().map(Der::objectId).toArray(byte[][]::new);
      extensions.add(Der.sequence(Der.objectId("2.5.29.37"), Der.octets(Der.sequence(usages))));
    }
    extensions.add(Der.sequence(Der.objectId("2.5.29.19"), Der.yes(), Der.octets(constraints)));
    return Der.sequence(extensions.toArray(byte[][]::new));
  }

  private byte[] algorithmId(CertificateHash hash) {
    return switch (key.algorithm().keyType()) {
      case "ecdsa" -> Der.sequence(
          Der.objectId(hash == CertificateHash.SHA1 ? "1.2.840.10045.4.1" : "1.2.840.10045.4.3.2"));
      case "rsa" -> Der.sequence(
          Der.objectId(hash == CertificateHash.SHA1 ? "1.2.840.113549.1.1.5" : "1.2.840.113549.1.1.11"), Der.nothing());
      default -> Der.sequence(Der.objectId("1.3.101.112"));
    };
  }

  private byte[] sign(CertificateHash hash, byte[] toBeSigned) {
    String algorithm = switch (key.algorithm().keyType()) {
      case "ecdsa" -> hash + "withECDSA";
      case "rsa" -> hash + "withRSA";
      default -> "Ed25519";
    };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key.pair().getPrivate());
      signature.update(toBeSigned);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform does not sign by " + algorithm, e);
    }
  }
}
