package dev.trustverifier.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.SpecRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule book and the code name the same rules. */
class SpecRuleTest {

  @Test
  void everyRuleRefusesSomewhere() throws IOException {
    String code = code();
    List<SpecRule> idle =
        Stream.of(SpecRule.values()).filter(rule -> !code.contains("SpecRule." + rule.name())).toList();
    assertEquals(List.of(), idle);
  }

  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      // Remedy tells refusals apart; it makes none.
      for (Path file : files.filter(f -> f.toString().endsWith(".java") && !f.endsWith("Remedy.java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    return code.toString();
  }
}
