package dev.trustverifier.tck.repository;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;

/** A key pair that signs metadata, and how metadata shows its public half. Immutable. */
public final class RoleSigner {
  private final GeneratedKey key;
  private final SignatureMethod method;
  private final Shown shown;

  /** The public half in metadata, and how to make a successor's look the same. */
  private record Shown(String keyType, byte[] material, UnaryOperator<RoleSigner> next) {}

  private RoleSigner(GeneratedKey key, SignatureMethod method, Shown shown) {
    this.key = key;
    this.method = method;
    this.shown = shown;
  }

  /**
   * A new key, shown bare.
   *
   * @param algorithm its kind
   * @return the signer
   */
  public static RoleSigner generate(KeyAlgorithm algorithm) {
    GeneratedKey key = GeneratedKey.fresh(algorithm);
    Shown bare = new Shown(algorithm.keyType(), key.bareMaterial(), UnaryOperator.identity());
    return new RoleSigner(key, algorithm.method(), bare);
  }

  /**
   * The same key, shown as a certificate that it signed itself.
   *
   * @param profile what the certificate says
   * @return a signer with another key id
   */
  public RoleSigner selfSigned(CertificateProfile profile) {
    String pem = new Issuer(profile.commonName(), key).leaf(profile, key);
    return certified(pem, next -> next.selfSigned(profile));
  }

  /**
   * The same key, shown as a certificate that an authority issued, with the intermediates up to a self-signed one.
   *
   * @param authority who issues it
   * @param profile what the certificate says
   * @return a signer with another key id
   */
  public RoleSigner issuedBy(CertificateAuthority authority, CertificateProfile profile) {
    return certified(authority.leaf(profile, key) + authority.chain(), next -> next.issuedBy(authority, profile));
  }

  /**
   * The same key, shown as any text in place of certificates.
   *
   * @param text what stands in place of PEM
   * @return a signer with another key id
   */
  public RoleSigner showing(String text) {
    return certified(text, next -> next.showing(text));
  }

  /**
   * The same key, signing otherwise.
   *
   * @param other how to sign
   * @return a signer with the same key id
   */
  public RoleSigner using(SignatureMethod other) {
    Shown same = new Shown(shown.keyType, shown.material, next -> shown.next.apply(next).using(other));
    return new RoleSigner(key, other, same);
  }

  /**
   * A new key of the same kind, shown the same way: certified by the same authority with the same words.
   *
   * @return another signer
   */
  public RoleSigner successor() {
    return shown.next.apply(generate(key.algorithm()));
  }

  /**
   * What metadata calls the kind of this key.
   *
   * @return such as {@code ecdsa} or {@code rsa-x509}
   */
  public String keyType() {
    return shown.keyType;
  }

  /**
   * What metadata shows of this key, before base64.
   *
   * @return DER, the 32 bytes of Ed25519, or the text of certificates
   */
  public byte[] material() {
    return shown.material.clone();
  }

  /**
   * The key's id.
   *
   * @return the SHA-256 of the key as metadata shows it
   */
  public KeyId id() {
    return new KeyId(Digest.sha256(entry().canonical()).hex());
  }

  /**
   * How this signs.
   *
   * @return the method
   */
  public SignatureMethod method() {
    return method;
  }

  /**
   * The key as a list of keys shows it.
   *
   * @return a new object: {@code keytype} and {@code keyval}
   */
  public JsonObject entry() {
    return new JsonObject()
        .put("keytype", shown.keyType)
        .put("keyval", new JsonObject()
            .put("private", JsonObject.NULL)
            .put("public", Base64.getEncoder().encodeToString(shown.material)));
  }

  /**
   * Signs.
   *
   * @param message what to sign
   * @return the signature as Notary has it, before base64: r and s side by side for ECDSA
   */
  public byte[] sign(byte[] message) {
    return key.sign(method, message);
  }

  /**
   * Signs, for an envelope.
   *
   * @param message what to sign
   * @return a new object: {@code keyid}, {@code method} and {@code sig}
   */
  public JsonObject signature(byte[] message) {
    return new JsonObject()
        .put("keyid", id().hex())
        .put("method", method.label())
        .put("sig", Base64.getEncoder().encodeToString(sign(message)));
  }

  @Override
  public String toString() {
    return keyType() + " " + id();
  }

  private RoleSigner certified(String pem, UnaryOperator<RoleSigner> next) {
    String keyType = key.algorithm().keyType() + "-x509";
    return new RoleSigner(key, method, new Shown(keyType, pem.getBytes(StandardCharsets.UTF_8), next));
  }
}
