package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExportsTest {

  @Test
  void exportsExactlyFourPackagesToEveryone() throws URISyntaxException {
    ModuleDescriptor module = module();
    assertEquals(Set.of("dev.trustverifier", "dev.trustverifier.memory", "dev.trustverifier.policy",
        "dev.trustverifier.source"), module.exports().stream().map(Exports::source).collect(Collectors.toSet()));
    assertTrue(module.exports().stream().noneMatch(Exports::isQualified));
    assertEquals(Set.of(), module.opens());
    assertEquals(Set.of(), module.provides());
    assertEquals(Set.of(), module.uses());
  }

  @Test
  void needsNothingAtRunTimeButTheJavaBase() throws URISyntaxException {
    Map<String, Set<Requires.Modifier>> requires =
        module().requires().stream().collect(Collectors.toMap(Requires::name, Requires::modifiers));
    assertEquals(Set.of("java.base", "org.jspecify"), requires.keySet());
    assertEquals(Set.of(Requires.Modifier.STATIC), requires.get("org.jspecify"));
  }

  private static ModuleDescriptor module() throws URISyntaxException {
    Path classes = Path.of(Verdict.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ModuleFinder.of(classes).find("dev.trustverifier").orElseThrow().descriptor();
  }
}
