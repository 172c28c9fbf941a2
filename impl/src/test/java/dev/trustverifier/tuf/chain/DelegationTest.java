package dev.trustverifier.tuf.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.RoleName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DelegationTest {
  private static final RoleName NAME = new RoleName("targets/alice");
  private static final RoleKeys KEYS = new RoleKeys(1, Map.of());

  @Test
  void keepsAPathOnceHoweverOftenItIsGiven() {
    Delegation delegation = new Delegation(NAME, KEYS, Collections.nCopies(100_000, "v1"));
    assertEquals(List.of("v1"), delegation.paths());
    assertTrue(delegation.size() < 10_000, "size: " + delegation.size());
  }

  @Test
  void weighsMoreThanItsTextWhereThatIsManyShortPaths() {
    List<String> paths = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    assertTrue(new Delegation(NAME, KEYS, paths).size() > 50_000, "24 bytes an object, another for its array");
  }
}
