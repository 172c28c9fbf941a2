package dev.trustverifier.tuf.config;

import dev.trustverifier.policy.ImagePattern;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.util.ArrayList;
import java.util.List;

/** What stands behind the patterns of a list, in the order in which it was written. */
final class PatternRows<V> {
  private final List<Row<V>> rows = new ArrayList<>();

  private record Row<V>(WrittenJson images, String pattern, V value) {}

  void add(WrittenJson images, V value) throws WrittenFault {
    rows.add(new Row<>(images, images.text(ImagePattern::parse).toString(), value));
  }

  /** Puts them together; of two that might both rule an image, the second is the fault. */
  PatternMap<V> build() throws WrittenFault {
    try {
      return build(rows.size());
    } catch (IllegalArgumentException rivals) {
      throw firstRival(rivals);
    }
  }

  private PatternMap<V> build(int count) {
    PatternMap.Builder<V> builder = PatternMap.builder();
    rows.subList(0, count).forEach(row -> builder.put(row.pattern(), row.value()));
    return builder.build();
  }

  /** The first row by which there are rivals, found by halving: if the first few rows have some, so have more of them. */
  private WrittenFault firstRival(IllegalArgumentException rivals) {
    IllegalArgumentException fault = rivals;
    int without = 0;
    int with = rows.size();
    while (with - without > 1) {
      int count = (without + with) >>> 1;
      try {
        build(count);
        without = count;
      } catch (IllegalArgumentException e) {
        fault = e;
        with = count;
      }
    }
    return rows.get(with - 1).images().fault(String.valueOf(fault.getMessage()));
  }
}
