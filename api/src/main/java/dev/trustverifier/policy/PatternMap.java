package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.ArrayList;
import java.util.Comparator;
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
      for (int i = 0; i < sorted.size(); i++) {
        requireNoRival(sorted, i);
      }
      return new PatternMap<>(List.copyOf(sorted));
    }

    private void requireNoRival(List<Entry<V>> sorted, int index) {
      ImagePattern pattern = sorted.get(index).pattern();
      for (Entry<V> later : sorted.subList(index + 1, sorted.size())) {
        if (ImagePattern.MOST_SPECIFIC_FIRST.compare(pattern, later.pattern()) != 0) {
          return;
        }
        if (pattern.overlaps(later.pattern())) {
          throw new IllegalArgumentException("'" + pattern + "' and '" + later.pattern()
              + "' are equally specific and may match the same image: which one should rule?");
        }
      }
    }
  }
}
