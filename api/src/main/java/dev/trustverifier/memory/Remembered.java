package dev.trustverifier.memory;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is remembered of one collection. Immutable; equal if every part is. */
public final class Remembered {
  private final byte[] root;
  private final Set<Digest> anchors;
  private final SortedMap<RoleName, Floor> floors;

  /**
   * Something to remember.
   *
   * @param root the bytes of the last root that was trusted
   * @param anchors the SHA-256 digests of the pinned roots that this root is proven to descend from, itself included
   * @param floors what each role may not fall below; a delegation that stands here has been seen
   */
  public Remembered(byte[] root, Set<Digest> anchors, Map<RoleName, Floor> floors) {
    this.root = root.clone();
    this.anchors = Set.copyOf(anchors);
    this.floors = Collections.unmodifiableSortedMap(new TreeMap<>(floors));
    this.floors.forEach((role, floor) -> Objects.requireNonNull(floor));
  }

  /**
   * The last root that was trusted.
   *
   * @return its bytes, a copy
   */
  public byte[] root() {
    return root.clone();
  }

  /**
   * The pinned roots that the root is proven to descend from.
   *
   * @return their SHA-256 digests
   */
  public Set<Digest> anchors() {
    return anchors;
  }

  /**
   * What each role may not fall below.
   *
   * @return unmodifiable, in the order of the names
   */
  public SortedMap<RoleName, Floor> floors() {
    return floors;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Remembered that
        && Arrays.equals(root, that.root)
        && anchors.equals(that.anchors)
        && floors.equals(that.floors);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(root), anchors, floors);
  }

  @Override
  public String toString() {
    return "Remembered" + floors;
  }
}
