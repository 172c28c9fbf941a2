package dev.trustverifier.tuf.wire;

import dev.trustverifier.SpecRule;
import java.util.Arrays;
import java.util.Comparator;

/** Collects the members of an object and puts them in order; most files already have them so. */
final class MembersBuilder {
  private String[] names = new String[4];
  private JsonValue[] values = new JsonValue[4];
  private int size;
  private boolean ascending = true;

  void add(String name, JsonValue value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    ascending = ascending && (size == 0 || Utf8Order.compare(names[size - 1], name) < 0);
    names[size] = name;
    values[size++] = value;
  }

  /** The members in order; refuses a name given twice. */
  JsonValue.Members build() throws JsonFault {
    if (ascending) {
      return new JsonValue.Members(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(i -> names[i], Utf8Order::compare));
    String[] sortedNames = new String[size];
    JsonValue[] sortedValues = new JsonValue[size];
    for (int i = 0; i < size; i++) {
      sortedNames[i] = names[order[i]];
      sortedValues[i] = values[order[i]];
      if (i > 0 && sortedNames[i].equals(sortedNames[i - 1])) {
        throw new JsonFault(SpecRule.UNIQUE_MEMBERS, "the member \"" + sortedNames[i] + "\" is given twice");
      }
    }
    return new JsonValue.Members(sortedNames, sortedValues);
  }
}
