package dev.trustverifier.tck.repository;

import dev.trustverifier.Digest;

/** What a targets role says of one image. Immutable. */
public final class TargetFile {
  private static final long ANY_LENGTH = 1024;

  private final JsonObject entry;

  private TargetFile(JsonObject entry) {
    this.entry = entry;
  }

  static TargetFile of(Digest digest) {
    return of(digest, ANY_LENGTH);
  }

  /**
   * An image, as docker pushes it.
   *
   * @param digest its manifest's digest
   * @param length its manifest's length
   * @return the file
   */
  public static TargetFile of(Digest digest, long length) {
    JsonObject hashes = new JsonObject().put(digest.algorithm().label(), FileMeta.base64(digest));
    return new TargetFile(new JsonObject().put("hashes", hashes).put("length", length));
  }

  /**
   * Some content with both hashes, as the notary client adds it.
   *
   * @param content the manifest
   * @return the file
   */
  public static TargetFile of(byte[] content) {
    return new TargetFile(FileMeta.of(content));
  }

  /**
   * The same with JSON of the publisher's own.
   *
   * @param custom any value that a {@link JsonObject} may have
   * @return a copy
   */
  public TargetFile custom(Object custom) {
    return new TargetFile(entry.copy().put("custom", custom).sorted());
  }

  JsonObject entry() {
    return entry.copy();
  }
}
