package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExportsTest {
  @Test
  void exportsWhatOthersMountInTheirServersAndNoServer() throws IOException {
    try (InputStream input = Files.newInputStream(Path.of("target", "classes", "module-info.class"))) {
      ModuleDescriptor module = ModuleDescriptor.read(input);
      String base = "dev.trustverifier.examples.webhook";
      assertEquals(base, module.name());
      assertEquals(
          Set.of(base + ".gate", base + ".review", base + ".settings"),
          module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet()));
    }
  }
}
