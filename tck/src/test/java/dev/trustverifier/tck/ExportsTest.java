package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExportsTest {

  @Test
  void exportsTheContractsTheRepositoryAndTheServerAndNothingElse() throws URISyntaxException {
    assertEquals(
        Set.of("dev.trustverifier.tck", "dev.trustverifier.tck.repository", "dev.trustverifier.tck.server"),
        descriptor().exports().stream().map(ModuleDescriptor.Exports::toString).collect(Collectors.toSet()));
  }

  @Test
  void opensTheContractsToJunitAlone() throws URISyntaxException {
    assertEquals(
        Set.of("dev.trustverifier.tck to [org.junit.platform.commons]"),
        descriptor().opens().stream().map(ModuleDescriptor.Opens::toString).collect(Collectors.toSet()));
  }

  @Test
  void requiresTheApiAndJunitAndNothingElseAtRunTime() throws URISyntaxException {
    assertEquals(
        Set.of("dev.trustverifier", "org.junit.jupiter.api", "java.base"),
        descriptor().requires().stream()
            .filter(needed -> !needed.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet()));
  }

  private static ModuleDescriptor descriptor() throws URISyntaxException {
    Path classes = Path.of(PublishedFile.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ModuleFinder.of(classes).find("dev.trustverifier.tck").orElseThrow().descriptor();
  }
}
