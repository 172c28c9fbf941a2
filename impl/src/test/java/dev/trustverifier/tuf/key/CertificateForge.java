package dev.trustverifier.tuf.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Makes certificates to order. Starts from a good one; each method spoils, or fits, one part. */
final class CertificateForge {
  static final Instant BEGINS = Instant.parse("2020-01-01T00:00:00Z");
  static final Instant ENDS = Instant.parse("2040-01-01T00:00:00Z");
  static final AlgorithmIdentifier SHA256_ECDSA = algorithm("1.2.840.10045.4.3.2");

  private final X500Name subject;
  private final byte[] publicKey;
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();
  private X500Name issuer;
  private KeyPair issuerKeys;
  private Instant begins = BEGINS;
  private Instant ends = ENDS;
  private AlgorithmIdentifier algorithm = SHA256_ECDSA;

  private CertificateForge(String subject, byte[] publicKey, KeyPair issuerKeys) {
    this.subject = new X500Name(subject);
    this.issuer = this.subject;
    this.publicKey = publicKey;
    this.issuerKeys = issuerKeys;
  }

  /** A self-signed certificate of an EC key. */
  static CertificateForge of(String subject, KeyPair keys) {
    return new CertificateForge(subject, keys.getPublic().getEncoded(), keys);
  }

  /** A certificate of any key, signed by some other. */
  static CertificateForge of(String subject, byte[] publicKey) {
    return new CertificateForge(subject, publicKey, TestKeys.P256);
  }

  CertificateForge issuedBy(String name, KeyPair keys) {
    issuer = new X500Name(name);
    issuerKeys = keys;
    return this;
  }

  CertificateForge authority() {
    return with(Extension.basicConstraints, true, new BasicConstraints(true));
  }

  CertificateForge authority(int pathLength) {
    return with(Extension.basicConstraints, true, new BasicConstraints(pathLength));
  }

  CertificateForge usage(int bits) {
    return with(Extension.keyUsage, true, new KeyUsage(bits));
  }

  CertificateForge purposes(KeyPurposeId... purposes) {
    return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  CertificateForge with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(oid, critical, value);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  CertificateForge valid(Instant from, Instant to) {
    begins = from;
    ends = to;
    return this;
  }

  /** The signature is still made with SHA-256 and ECDSA, whatever the certificate says. */
  CertificateForge algorithm(AlgorithmIdentifier identifier) {
    algorithm = identifier;
    return this;
  }

  static AlgorithmIdentifier algorithm(String oid) {
    return new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid));
  }

  byte[] der() {
    return der(algorithm);
  }

  byte[] der(AlgorithmIdentifier outerAlgorithm) {
    V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(BigInteger.valueOf(System.identityHashCode(this) + 1L)));
    generator.setSubject(subject);
    generator.setIssuer(issuer);
    generator.setStartDate(new Time(Date.from(begins)));
    generator.setEndDate(new Time(Date.from(ends)));
    generator.setSignature(algorithm);
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKey));
    if (!extensions.isEmpty()) {
      generator.setExtensions(extensions.generate());
    }
    try {
      byte[] body = generator.generateTBSCertificate().getEncoded("DER");
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(issuerKeys.getPrivate());
      signature.update(body);
      ASN1EncodableVector parts = new ASN1EncodableVector();
      parts.add(generator.generateTBSCertificate());
      parts.add(outerAlgorithm);
      parts.add(new DERBitString(signature.sign()));
      return new DERSequence(parts).getEncoded("DER");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  X509Certificate certificate() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String pem() {
    return TestKeys.pem(der());
  }
}
