package dev.trustverifier.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.SpecRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule book and the code name the same rules. */
class SpecRuleTest {
  /** Where refusals are told apart, and none is made. */
  private static final Pattern TOLD_APART =
      Pattern.compile("Set\\.of\\((\\s*SpecRule\\.\\w+,?)+\\)|[=!]= SpecRule\\.\\w+");

  @Test
  void everyRuleRefusesSomewhere() throws IOException {
    String code = TOLD_APART.matcher(code()).replaceAll("");
    assertEquals(
        List.of(),
        Stream.of(SpecRule.values())
            .filter(rule -> !Pattern.compile("SpecRule\\." + rule.name() + "\\b").matcher(code).find())
            .toList());
  }

  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    return code.toString();
  }
}
