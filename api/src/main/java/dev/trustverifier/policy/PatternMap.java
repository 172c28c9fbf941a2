package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Values by image pattern, of which the most specific that matches wins. Immutable.
 *
 * @param <V> what stands behind a pattern
 */
public final class PatternMap<V> {
  private final List<Entry<V>> entries;

  private PatternMap(List<Entry<V>> entries) {
    this.entries = entries;
  }

  /**
   * Starts an empty map.
   *
   * @param <V> what stands behind a pattern
   * @return a builder
   */
  public static <V> Builder<V> builder() {
    return new Builder<>();
  }

  /**
   * The entry for a repository.
   *
   * @param gun the repository
   * @return the most specific entry that matches, or nothing
   */
  public Optional<Entry<V>> find(Gun gun) {
    for (Entry<V> entry : entries) {
      if (entry.pattern().matches(gun)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /**
   * All entries.
   *
   * @return unmodifiable, the most specific first
   */
  public List<Entry<V>> entries() {
    return entries;
  }

  /**
   * A pattern and what stands behind it.
   *
   * @param pattern which images
   * @param value what stands behind them
   * @param <V> its type
   */
  public record Entry<V>(ImagePattern pattern, V value) {
    /** Checks that nothing is missing. */
    public Entry {
      Objects.requireNonNull(pattern);
      Objects.requireNonNull(value);
    }
  }

  /**
   * Collects entries. Not safe for use by several threads at once.
   *
   * @param <V> what stands behind a pattern
   */
  public static final class Builder<V> {
    private final List<Entry<V>> entries = new ArrayList<>();

    private Builder() {}

    /**
     * Adds an entry.
     *
     * @param pattern which images, as in {@link ImagePattern#parse}
     * @param value what stands behind them
     * @return this
     * @throws IllegalArgumentException if the pattern is none
     */
    public Builder<V> put(String pattern, V value) {
      entries.add(new Entry<>(ImagePattern.parse(pattern), value));
      return this;
    }

    /**
     * Makes the map.
     *
     * @return the map
     * @throws IllegalArgumentException if two patterns are equally specific and may match the same image
     */
    public PatternMap<V> build() {
      List<Entry<V>> sorted = new ArrayList<>(entries);
      sorted.sort(Comparator.comparing(Entry::pattern, ImagePattern.MOST_SPECIFIC_FIRST));
      for (int from = 0, to; from < sorted.size(); from = to) {
        to = endOfRank(sorted, from);
        requireNoRivals(sorted.subList(from, to).stream().map(Entry::pattern).toList());
      }
      return new PatternMap<>(List.copyOf(sorted));
    }

    private int endOfRank(List<Entry<V>> sorted, int from) {
      int to = from + 1;
      while (to < sorted.size() && ImagePattern.MOST_SPECIFIC_FIRST.compare(
          sorted.get(from).pattern(), sorted.get(to).pattern()) == 0) {
        to++;
      }
      return to;
    }

    /** Of equally specific patterns, only those can meet of which one begins as the other does up to its wildcard. */
    private static void requireNoRivals(List<ImagePattern> rank) {
      Deque<ImagePattern> beginnings = new ArrayDeque<>();
      for (ImagePattern pattern : rank.stream().sorted(Comparator.comparing(ImagePattern::beginning)).toList()) {
        while (!beginnings.isEmpty() && !pattern.beginning().startsWith(beginnings.peek().beginning())) {
          beginnings.pop();
        }
        for (ImagePattern earlier : beginnings) {
          if (earlier.overlaps(pattern)) {
            throw rivals(rank, earlier, pattern);
          }
        }
        beginnings.push(pattern);
      }
    }

    private static IllegalArgumentException rivals(List<ImagePattern> rank, ImagePattern one, ImagePattern other) {
      boolean inOrder = rank.indexOf(one) <= rank.lastIndexOf(other);
      return new IllegalArgumentException("'" + (inOrder ? one : other) + "' and '" + (inOrder ? other : one)
          + "' are equally specific and may match the same image: which one should rule?");
    }
  }
}
