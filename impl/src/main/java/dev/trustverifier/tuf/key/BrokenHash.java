package dev.trustverifier.tuf.key;

import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The hashes for which one can make two certificates with one signature. The reference refuses only SHA-1. */
final class BrokenHash {
  private static final String SHA1 = "SHA-1";
  private static final String MD5 = "MD5";
  private static final String MD4 = "MD4";
  private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
      Map.ofEntries(
          Map.entry(PKCSObjectIdentifiers.sha1WithRSAEncryption, SHA1),
          Map.entry(new ASN1ObjectIdentifier("1.3.14.3.2.29"), SHA1),
          Map.entry(new ASN1ObjectIdentifier("1.3.14.3.2.27"), SHA1),
          Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA1, SHA1),
          Map.entry(X9ObjectIdentifiers.id_dsa_with_sha1, SHA1),
          Map.entry(PKCSObjectIdentifiers.md5WithRSAEncryption, MD5),
          Map.entry(new ASN1ObjectIdentifier("1.3.14.3.2.3"), MD5),
          Map.entry(PKCSObjectIdentifiers.md4WithRSAEncryption, MD4),
          Map.entry(new ASN1ObjectIdentifier("1.3.14.3.2.2"), MD4),
          Map.entry(PKCSObjectIdentifiers.md2WithRSAEncryption, "MD2"));
  private static final Map<ASN1ObjectIdentifier, String> HASHES =
      Map.of(X509ObjectIdentifiers.id_SHA1, SHA1, PKCSObjectIdentifiers.md5, MD5, PKCSObjectIdentifiers.md4, MD4);

  private BrokenHash() {}

  /** The broken hash that a signature algorithm uses, if it does. */
  static Optional<String> under(AlgorithmIdentifier signature) {
    if (signature.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return Optional.of(RSASSAPSSparams.getInstance(signature.getParameters()))
          .flatMap(parameters -> Optional.ofNullable(HASHES.get(parameters.getHashAlgorithm().getAlgorithm())));
    }
    return Optional.ofNullable(SIGNATURES.get(signature.getAlgorithm()));
  }
}
