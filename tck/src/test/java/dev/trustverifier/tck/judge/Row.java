package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.SpecRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * An image that a targets file lists.
 *
 * @param name its tag
 * @param length as written
 * @param digests those that are whole
 * @param custom the publisher's own data
 */
record Row(String name, long length, List<Digest> digests, Optional<String> custom) {

  static Row read(Members targets, String name) {
    boolean strict = targets.conduct().heeds(SpecRule.TARGET_HAS_DIGEST);
    Members row = targets.optionalObject(name, SpecRule.BODY_SHAPE);
    Members hashes = row.optionalObject("hashes", SpecRule.BODY_SHAPE);
    List<Digest> digests = new ArrayList<>();
    for (Object algorithm : hashes.map().keySet()) {
      hashes.bytes((String) algorithm, SpecRule.BODY_SHAPE);
    }
    for (Algorithm algorithm : Listing.ALGORITHMS) {
      byte[] value = hashes.bytes(algorithm.label(), SpecRule.BODY_SHAPE);
      if (value.length == algorithm.length() || !strict) {
        byte[] whole = Arrays.copyOf(value, algorithm.length());
        digests.add(new Digest(algorithm, HexFormat.of().formatHex(whole)));
      }
    }
    Optional<String> custom =
        row.has("custom") ? Optional.of(CanonicalText.json(row.map().get("custom"))) : Optional.empty();
    long length = row.integer("length", SpecRule.BODY_SHAPE);
    return new Row(name, strict ? length : Math.max(0, length), digests, custom);
  }

  /** What the image is pinned to, if it is. */
  Optional<Digest> pin() {
    return length < 0
        ? Optional.empty()
        : digests.stream().filter(digest -> digest.algorithm() == Algorithm.SHA256).findFirst();
  }

  boolean pinsTheSameAs(Row other) {
    return pin().isPresent() && pin().equals(other.pin());
  }
}
