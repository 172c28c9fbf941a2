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

  private WrittenFault firstRival(IllegalArgumentException rivals) {
    for (int count = 1; count <= rows.size(); count++) {
      try {
        build(count);
      } catch (IllegalArgumentException e) {
        return rows.get(count - 1).images().fault(String.valueOf(e.getMessage()));
      }
    }
    throw rivals;
  }
}
