package dev.trustverifier.policy;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * One segment of a pattern, or of a name, which is a pattern without wildcards.
 *
 * @param glob literal characters and {@code *}; or {@code **}, which stands for one or more whole segments
 */
record Segment(String glob) {
  static final Segment ANY = new Segment("*");
  static final Segment REST = new Segment("**");

  boolean isWhole() {
    return equals(ANY) || equals(REST);
  }

  int stars() {
    return (int) glob.chars().filter(c -> c == '*').count();
  }

  int literals() {
    return glob.length() - stars();
  }

  /** Whether some text is matched by both; neither is {@code **}. */
  boolean meets(Segment other) {
    if (equals(ANY) || other.equals(ANY)) {
      return true;
    }
    if (stars() + other.stars() == 0) {
      return equals(other);
    }
    return meet(characters(), other.characters(), '*', Character::equals);
  }

  private List<Character> characters() {
    return glob.chars().mapToObj(c -> (char) c).toList();
  }

  /**
   * Whether this matches the characters of a text from one index to another; not to be asked of {@code **}. The time is
   * bounded by the product of the lengths: of two {@code *}, only the later one ever has to take more.
   */
  boolean covers(String text, int from, int to) {
    int mine = 0;
    int its = from;
    int star = -1;
    int resume = from;
    while (its < to) {
      if (mine < glob.length() && glob.charAt(mine) == '*') {
        star = mine++;
        resume = its;
      } else if (mine < glob.length() && glob.charAt(mine) == text.charAt(its)) {
        mine++;
        its++;
      } else if (star >= 0) {
        mine = star + 1;
        its = ++resume;
      } else {
        return false;
      }
    }
    while (mine < glob.length() && glob.charAt(mine) == '*') {
      mine++;
    }
    return mine == glob.length();
  }

  /** Whether a path matches the segments of a name from an index on; bounded just so, with {@code **} for {@code *}. */
  static boolean cover(List<Segment> path, String name, int from) {
    int mine = 0;
    int its = from;
    int rest = -1;
    int resume = from;
    while (its <= name.length()) {
      int end = endOfSegment(name, its);
      if (mine < path.size() && path.get(mine).equals(REST)) {
        rest = mine++;
        its = end + 1;
        resume = its;
      } else if (mine < path.size() && path.get(mine).covers(name, its, end)) {
        mine++;
        its = end + 1;
      } else if (rest >= 0) {
        mine = rest + 1;
        resume = endOfSegment(name, resume) + 1;
        its = resume;
      } else {
        return false;
      }
    }
    return mine == path.size();
  }

  private static int endOfSegment(String name, int from) {
    int slash = name.indexOf('/', from);
    return slash < 0 ? name.length() : slash;
  }

  /** Whether some path is matched by both. */
  static boolean meet(List<Segment> one, List<Segment> other) {
    return meet(unrolled(one), unrolled(other), REST, Segment::meets);
  }

  /** Makes {@code **} what the general case below takes it for: none or more, here after one. */
  private static List<Segment> unrolled(List<Segment> path) {
    return path.stream().flatMap(s -> s.equals(REST) ? Stream.of(ANY, REST) : Stream.of(s)).toList();
  }

  /**
   * Whether two sequences have a common instance, where {@code run} stands for any number of elements. Each cell says
   * whether what is left of one from i on and of the other from j on have one. Names come from strangers, and so the
   * time is bounded by the product of the sizes, which going back and trying again would not be.
   */
  private static <T> boolean meet(List<T> one, List<T> other, T run, BiPredicate<T, T> fits) {
    boolean[][] left = new boolean[one.size() + 2][other.size() + 2];
    for (int i = one.size(); i >= 0; i--) {
      for (int j = other.size(); j >= 0; j--) {
        if (i < one.size() && one.get(i).equals(run) || j < other.size() && other.get(j).equals(run)) {
          left[i][j] = left[i + 1][j] || left[i][j + 1];
        } else if (i < one.size() && j < other.size()) {
          left[i][j] = left[i + 1][j + 1] && fits.test(one.get(i), other.get(j));
        } else {
          left[i][j] = i == one.size() && j == other.size();
        }
      }
    }
    return left[0][0];
  }
}
