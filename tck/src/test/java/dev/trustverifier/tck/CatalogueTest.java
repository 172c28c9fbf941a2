package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.SpecRule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The catalogue is whole, and can be cited. */
class CatalogueTest {
  private final List<Case> catalogue = Tampering.catalogue();

  @Test
  void citesEveryRule() {
    Set<SpecRule> uncited = EnumSet.allOf(SpecRule.class);
    catalogue.forEach(played -> uncited.remove(played.rule()));
    assertEquals(Set.of(), uncited);
  }

  @Test
  void namesEachCaseOnce() {
    Set<String> names = new TreeSet<>();
    assertEquals(List.of(), catalogue.stream().map(Case::name).filter(name -> !names.add(name)).toList());
  }

  @Test
  void namesCasesForFilesAndTables() {
    assertEquals(
        List.of(), catalogue.stream().map(Case::name).filter(name -> !name.matches("[a-z0-9]+(-[a-z0-9]+)*")).toList());
  }

  @Test
  void tellsEachStoryInOneLine() {
    assertEquals(
        List.of(), catalogue.stream().filter(played -> !played.story().matches("[\\P{Cntrl}]{10,160}")).toList());
  }

  @Test
  void hasMoreCasesThanTheRulesNeed() {
    assertTrue(catalogue.size() > 350, () -> "only " + catalogue.size());
  }
}
