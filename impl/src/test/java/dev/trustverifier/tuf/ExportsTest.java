package dev.trustverifier.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExportsTest {

  @Test
  void exportsTheGateItsSettingsTheSourcesAndTheMemoriesToEveryone() throws URISyntaxException {
    Path classes = Path.of(TufTrustVerifier.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor module = ModuleFinder.of(classes).find("dev.trustverifier.tuf").orElseThrow().descriptor();
    assertEquals(Set.of("dev.trustverifier.tuf", "dev.trustverifier.tuf.acr", "dev.trustverifier.tuf.bundle",
        "dev.trustverifier.tuf.config", "dev.trustverifier.tuf.credential", "dev.trustverifier.tuf.notary",
        "dev.trustverifier.tuf.store"),
        module.exports().stream().map(Exports::source).collect(Collectors.toSet()));
    assertTrue(module.exports().stream().noneMatch(Exports::isQualified));
    assertEquals(Set.of(), module.opens());
    assertEquals(Set.of(), module.provides());
    assertEquals(Set.of(), module.uses());
  }
}
