package dev.trustverifier.memory;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
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
  private final List<OnceTrusted> onceTrusted;

  /**
   * Something to remember.
   *
   * @param root the bytes of the last root that was trusted
   * @param anchors the SHA-256 digests of the pinned roots that this root is proven to descend from, itself included
   * @param floors what each role may not fall below; a delegation that stands here has been seen
   */
  public Remembered(byte[] root, Set<Digest> anchors, Map<RoleName, Floor> floors) {
    this(root, anchors, floors, List.of());
  }

  /**
   * Something to remember, with images of the past.
   *
   * @param root the bytes of the last root that was trusted
   * @param anchors the SHA-256 digests of the pinned roots that this root is proven to descend from, itself included
   * @param floors what each role may not fall below; a delegation that stands here has been seen
   * @param onceTrusted images that a rule admits for a while after their tags have moved on, in any order
   * @throws IllegalArgumentException if an image is given twice, or there are more than {@link OnceTrusted#MOST}
   */
  public Remembered(
      byte[] root, Set<Digest> anchors, Map<RoleName, Floor> floors, Collection<OnceTrusted> onceTrusted) {
    this.root = root.clone();
    this.anchors = Set.copyOf(anchors);
    this.floors = Collections.unmodifiableSortedMap(new TreeMap<>(floors));
    this.floors.forEach((role, floor) -> Objects.requireNonNull(floor));
    this.onceTrusted = onceTrusted.stream().sorted(OnceTrusted.BY_IMAGE).toList();
    for (int i = 1; i < this.onceTrusted.size(); i++) {
      if (this.onceTrusted.get(i).isOf(this.onceTrusted.get(i - 1))) {
        throw new IllegalArgumentException("an image is remembered once: " + this.onceTrusted.get(i));
      }
    }
    if (onceTrusted.size() > OnceTrusted.MOST) {
      throw new IllegalArgumentException("no more than " + OnceTrusted.MOST + " images are remembered");
    }
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

  /**
   * The images that a rule admits for a while after their tags have moved on. Mostly empty.
   *
   * @return unmodifiable, in the order of their tags, then of their digests
   */
  public List<OnceTrusted> onceTrusted() {
    return onceTrusted;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Remembered that
        && Arrays.equals(root, that.root)
        && anchors.equals(that.anchors)
        && floors.equals(that.floors)
        && onceTrusted.equals(that.onceTrusted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(root), anchors, floors, onceTrusted);
  }

  @Override
  public String toString() {
    return "Remembered" + floors;
  }
}
