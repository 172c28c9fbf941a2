package dev.trustverifier.tuf.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Prefixes of the names that a role may list. Immutable. Whoever writes a delegation chooses their number, so a look-up
 * takes time by its logarithm: in a sorted list in which no prefix begins with another, only the last one that is not
 * above a name can cover it.
 */
final class Paths {
  /** Every name. */
  static final Paths ALL = new Paths(List.of(""));

  private final List<String> prefixes = new ArrayList<>();

  Paths(List<String> prefixes) {
    prefixes.stream().sorted().filter(prefix -> !covers(prefix)).forEach(this.prefixes::add);
  }

  boolean covers(String name) {
    int found = Collections.binarySearch(prefixes, name);
    int last = found >= 0 ? found : -found - 2;
    return last >= 0 && name.startsWith(prefixes.get(last));
  }

  /** Those of a delegation's prefixes that whoever has these could hand on; a wider one is not narrowed but lost. */
  Paths handedOn(List<String> others) {
    return new Paths(others.stream().filter(this::covers).toList());
  }
}
