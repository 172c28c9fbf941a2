package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportsTest {
  @Test
  void exportsNothingAndOpensItsCommandsToPicocliOnly() throws IOException {
    try (InputStream input = Files.newInputStream(Path.of("target", "classes", "module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(input);
      assertEquals("dev.trustverifier.examples.cli", module.name());
      assertEquals(Set.of(), module.exports());
      ModuleDescriptor.Opens opened = module.opens().iterator().next();
      assertEquals(1, module.opens().size());
      assertEquals("dev.trustverifier.examples.cli", opened.source());
      assertEquals(Set.of("info.picocli"), opened.targets());
    }
  }
}
