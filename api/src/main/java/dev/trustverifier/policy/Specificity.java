package dev.trustverifier.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * How narrow a pattern is; the greater the narrower. See {@link ImagePattern#MOST_SPECIFIC_FIRST}.
 *
 * <p>Why a strict subset is always greater: in front of the first {@code **}, each segment faces the one at the same
 * place in the other pattern. What follows cannot be aligned so, but of a subset, every literal character that the
 * other has is needed, every segment too, and where it has a wildcard the other must have one. So no count can be on
 * the wrong side, and if all are equal, the patterns are.
 *
 * @param fixed the segments in front of the first {@code **}, the host first
 * @param counts literal characters, segments, {@code **} and {@code *}; the last two negative
 */
record Specificity(List<Segment> fixed, List<Integer> counts) implements Comparable<Specificity> {

  static Specificity of(Segment host, List<Segment> path) {
    List<Segment> all = new ArrayList<>(List.of(host));
    all.addAll(path);
    int rest = all.indexOf(Segment.REST);
    int runs = (int) all.stream().filter(Segment.REST::equals).count();
    int stars = all.stream().mapToInt(Segment::stars).sum() - 2 * runs;
    int literals = all.stream().mapToInt(Segment::literals).sum();
    return new Specificity(
        List.copyOf(rest < 0 ? all : all.subList(0, rest)), List.of(literals, all.size(), -runs, -stars));
  }

  @Override
  public int compareTo(Specificity other) {
    for (int i = 0; i < Math.min(fixed.size(), other.fixed.size()); i++) {
      Segment mine = fixed.get(i);
      Segment its = other.fixed.get(i);
      int order = Integer.compare(mine.literals(), its.literals());
      if (order == 0) {
        order = Integer.compare(its.stars(), mine.stars());
      }
      if (order != 0) {
        return order;
      }
    }
    if (fixed.size() != other.fixed.size()) {
      return Integer.compare(fixed.size(), other.fixed.size());
    }
    return compare(counts, other.counts);
  }

  private static int compare(List<Integer> mine, List<Integer> its) {
    for (int i = 0; i < mine.size(); i++) {
      int order = mine.get(i).compareTo(its.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
