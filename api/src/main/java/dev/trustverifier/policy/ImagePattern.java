package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A set of repositories, written as one full name with wildcards such as {@code contoso.azurecr.io/shop/team-*}.
 * Immutable; two are equal if they match the same names.
 *
 * <p>A pattern is matched from end to end against a repository's full name, segment by segment:
 *
 * <ul>
 *   <li>{@code *} stands for any run of characters, also none, within one segment;
 *   <li>{@code **} stands for one or more whole segments of the path: {@code contoso.azurecr.io/**} is every repository
 *       there, {@code contoso.azurecr.io/shop/**} is everything below {@code shop}, but not {@code shop} itself;
 *   <li>{@code **} alone is every repository everywhere.
 * </ul>
 *
 * <p>The first segment is the host and is never looked for elsewhere. In it a {@code *} must be followed by the domain
 * that it is below, as in {@code *.contoso.example}; it may also be the whole port, as in {@code localhost:*}. The case
 * of a host does not count, as in the DNS. A port does: {@code contoso.example} is not {@code contoso.example:443}.
 * Tags and digests are not matched. Names are never completed: what docker calls {@code alpine} is
 * {@code docker.io/library/alpine}.
 */
public final class ImagePattern {

  /**
   * The more specific of two patterns first. If one matches only names that the other matches too, but not all of them,
   * it is the more specific one. Inconsistent with equals: 0 means equally specific.
   *
   * <p>Segments are compared from the host on: the one with more literal characters is more specific, then the one with
   * fewer {@code *}. Where one pattern comes to {@code **} and the other does not, the other is more specific. Where
   * both do, these decide, in this order: more literal characters in all, more segments, fewer {@code **}, fewer
   * {@code *}.
   */
  public static final Comparator<ImagePattern> MOST_SPECIFIC_FIRST =
      Comparator.comparing((ImagePattern pattern) -> pattern.specificity).reversed();

  private static final String EVERYTHING = "**";

  private final String text;
  private final Segment host;
  private final List<Segment> path;
  private final String beginning;
  private final Specificity specificity;

  private ImagePattern(String text, Segment host, List<Segment> path) {
    this.text = text;
    this.host = host;
    this.path = path;
    this.beginning = beginning(text, host);
    this.specificity = Specificity.of(host, path);
  }

  /**
   * Reads a pattern.
   *
   * @param text the pattern
   * @return the pattern
   * @throws IllegalArgumentException if it could not match any repository, if it is not a full name, if its host is
   *     open at the end, or if it has a tag or a digest; the message is one line
   */
  public static ImagePattern parse(String text) {
    PatternText.requireLegal(text);
    if (text.equals(EVERYTHING)) {
      return new ImagePattern(text, new Segment("*"), List.of(Segment.REST));
    }
    String[] segments = text.split("/", -1);
    Segment host = new Segment(segments[0].toLowerCase(Locale.ROOT));
    return new ImagePattern(text, host, canonical(Arrays.stream(segments).skip(1).map(Segment::new).toList()));
  }

  private static String beginning(String text, Segment host) {
    String folded = host.glob() + text.substring(Math.min(host.glob().length(), text.length()));
    int star = folded.indexOf('*');
    return star < 0 ? folded : folded.substring(0, star);
  }

  /** Gives equal sets equal forms: of neighbours that stand for whole segments, one is {@code **}, and it is first. */
  private static List<Segment> canonical(List<Segment> path) {
    List<Segment> result = new ArrayList<>();
    int runStart = 0;
    for (Segment segment : path) {
      boolean more = segment.equals(Segment.REST);
      if (more && result.subList(runStart, result.size()).contains(Segment.REST)) {
        result.add(Segment.ANY);
      } else {
        result.add(more ? runStart : result.size(), segment);
      }
      runStart = segment.isWhole() ? runStart : result.size();
    }
    return Collections.unmodifiableList(result);
  }

  /**
   * Whether a repository belongs to this set.
   *
   * @param gun the repository
   * @return true if this pattern matches all of its name
   */
  public boolean matches(Gun gun) {
    String name = gun.value();
    int slash = name.indexOf('/');
    return host.covers(name.toLowerCase(Locale.ROOT), 0, slash) && Segment.cover(path, name, slash + 1);
  }

  /**
   * Whether some repository may belong to this set and to another one.
   *
   * @param other another pattern
   * @return false if no name can be matched by both
   */
  public boolean overlaps(ImagePattern other) {
    return host.meets(other.host) && Segment.meet(path, other.path);
  }

  /** What every name that this matches begins with: the text up to the first wildcard. */
  String beginning() {
    return beginning;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImagePattern that && host.equals(that.host) && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return 31 * host.hashCode() + path.hashCode();
  }

  /**
   * The pattern as it was written.
   *
   * @return the text given to {@link #parse}
   */
  @Override
  public String toString() {
    return text;
  }
}
