package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes that signatures are made over, a part of an array, with their SHA-256, computed once for all signatures.
 * Nobody writes to the arrays.
 */
public final class SignedMessage {
  private final byte[] buffer;
  private final int offset;
  private final int length;
  private final byte[] sha256;

  public SignedMessage(byte[] buffer, int offset, int length) {
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(buffer, offset, length);
      this.sha256 = digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public byte[] buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** The SHA-256 of the message; not to be written to. */
  public byte[] sha256() {
    return sha256;
  }

  /** The same digest, as others are written. */
  Digest digest() {
    return new Digest(Digest.Algorithm.SHA256, HexFormat.of().formatHex(sha256));
  }

  public byte[] copy() {
    return Arrays.copyOfRange(buffer, offset, offset + length);
  }
}
