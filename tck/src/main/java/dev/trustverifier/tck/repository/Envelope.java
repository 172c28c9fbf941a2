package dev.trustverifier.tck.repository;

import dev.trustverifier.KeyId;
import java.util.List;

/** A signed file before it is written: a body and its signatures, to read and to change. */
public final class Envelope {
  private final JsonObject document;

  private Envelope(JsonObject document) {
    this.document = document;
  }

  static Envelope of(JsonObject body, List<RoleSigner> signers) {
    byte[] message = body.canonical();
    return new Envelope(new JsonObject()
        .put("signed", body)
        .put("signatures", signers.stream().map(signer -> signer.signature(message)).toList()));
  }

  /**
   * The whole file.
   *
   * @return the object itself
   */
  public JsonObject document() {
    return document;
  }

  /**
   * What was signed; whoever changes it breaks the signatures.
   *
   * @return the object itself
   */
  public JsonObject signed() {
    return document.object("signed");
  }

  /**
   * The signatures.
   *
   * @return the list itself
   */
  public List<Object> signatures() {
    return document.list("signatures");
  }

  /**
   * The signature of a key.
   *
   * @param id the key
   * @return the first one, itself
   * @throws IllegalArgumentException if there is none
   */
  public JsonObject signature(KeyId id) {
    return document.objects("signatures").stream()
        .filter(signature -> isBy(id, signature))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no signature by " + id));
  }

  /**
   * Adds a signature over the body as it is now.
   *
   * @param signer who signs
   * @return this
   */
  public Envelope sign(RoleSigner signer) {
    signatures().add(signer.signature(signed().canonical()));
    return this;
  }

  /**
   * Drops all signatures of a key.
   *
   * @param id the key
   * @return this
   */
  public Envelope drop(KeyId id) {
    signatures().removeIf(item -> item instanceof JsonObject signature && isBy(id, signature));
    return this;
  }

  /**
   * Repeats the signature of a key.
   *
   * @param id the key
   * @return this
   */
  public Envelope duplicate(KeyId id) {
    signatures().add(signature(id).copy());
    return this;
  }

  private static boolean isBy(KeyId id, JsonObject signature) {
    return signature.get("keyid").filter(id.hex()::equals).isPresent();
  }
}
