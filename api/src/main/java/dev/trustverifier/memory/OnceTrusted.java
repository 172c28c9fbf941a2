package dev.trustverifier.memory;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An image that was trusted once, and that a rule may admit for a while after its tag has moved on. Kept for rules with
 * {@link dev.trustverifier.policy.Freshness#formerDigests()} only. Immutable.
 *
 * @param tag by which name it was signed
 * @param digest its SHA-256 digest
 * @param length the size of its manifest in bytes, as signed
 * @param role the role that answered
 * @param signers every role that signed the same then, the answering one among them, and whose keys were counted
 * @param lastListed when a source last listed it
 */
public record OnceTrusted(
    String tag, Digest digest, long length, RoleName role, SortedMap<RoleName, Set<KeyId>> signers,
    Instant lastListed) {

  /** How many images are remembered of one collection at most; those listed last stay. */
  public static final int MOST = 128;

  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  static final Comparator<OnceTrusted> BY_IMAGE =
      Comparator.comparing(OnceTrusted::tag).thenComparing(image -> image.digest().toString());

  /**
   * Copies the signers.
   *
   * @throws IllegalArgumentException if the tag is none, the digest is no SHA-256, the length is negative, or the role
   *     that answered is not among the signers
   */
  public OnceTrusted {
    Objects.requireNonNull(lastListed);
    SortedMap<RoleName, Set<KeyId>> copy = new TreeMap<>();
    signers.forEach((signer, keys) -> copy.put(signer, Set.copyOf(keys)));
    signers = Collections.unmodifiableSortedMap(copy);
    if (!isTag(tag) || digest.algorithm() != Digest.Algorithm.SHA256 || length < 0
        || !signers.containsKey(role)) {
      throw new IllegalArgumentException("no image that was trusted: " + digest + " by " + role);
    }
  }

  /**
   * Whether a name is one that images are asked for by. Others are not remembered.
   *
   * @param name a name that a role lists
   * @return true if docker takes it for a tag
   */
  public static boolean isTag(String name) {
    return TAG.matcher(name).matches();
  }

  /**
   * Whether this is about the same image.
   *
   * @param other what is known of an image
   * @return true if tag and digest are equal
   */
  public boolean isOf(OnceTrusted other) {
    return tag.equals(other.tag) && digest.equals(other.digest);
  }

  /**
   * The same image, listed at another time.
   *
   * @param instant when a source last listed it
   * @return the copy
   */
  public OnceTrusted listedAt(Instant instant) {
    return new OnceTrusted(tag, digest, length, role, signers, instant);
  }
}
