package dev.trustverifier.tck;

import dev.trustverifier.tck.repository.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * What came of the tests that a class inherits from contracts: {@code contract.md} and {@code contract.json} in the
 * folder {@code target/trustverifier-conformance} and the name of the class. What a contract could not judge, since
 * nobody gave it what it takes, is no success: it is written down as not judged. The contracts bring it with them.
 */
public final class ContractReport implements TestWatcher, AfterAllCallback {
  private static final List<Class<?>> CONTRACTS =
      List.of(MetadataSourceContract.class, TrustMemoryContract.class, TrustVerifierContract.class);

  private final Map<String, Row> rows = new ConcurrentSkipListMap<>();

  private record Row(Class<?> suite, String contract, String test, String result) {}

  /** For JUnit, which makes one for each class. */
  public ContractReport() {}

  @Override
  public void testSuccessful(ExtensionContext test) {
    note(test, "passed");
  }

  @Override
  public void testFailed(ExtensionContext test, Throwable fault) {
    note(test, "failed");
  }

  @Override
  public void testAborted(ExtensionContext test, Throwable why) {
    note(test, "not judged: " + why.getMessage());
  }

  @Override
  public void testDisabled(ExtensionContext test, Optional<String> why) {
    note(test, "not judged: " + why.orElse("disabled"));
  }

  private void note(ExtensionContext test, String result) {
    String name = test.getRequiredTestMethod().getName();
    CONTRACTS.stream()
        .filter(contract -> contract.isAssignableFrom(test.getRequiredTestClass()))
        .filter(contract -> Arrays.stream(contract.getMethods()).anyMatch(method -> method.getName().equals(name)))
        .forEach(contract -> rows.put(
            test.getUniqueId(), new Row(test.getRequiredTestClass(), contract.getSimpleName(), name, result)));
  }

  @Override
  public void afterAll(ExtensionContext tests) throws IOException {
    // A nested class has a report of its own.
    List<Row> own = rows.values().stream().filter(row -> row.suite == tests.getRequiredTestClass()).toList();
    String suite = tests.getRequiredTestClass().getSimpleName();
    Path folder = Files.createDirectories(Path.of("target", "trustverifier-conformance", suite));
    Files.writeString(folder.resolve("contract.md"), markdown(suite, own), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("contract.json"), json(suite, own) + "\n", StandardCharsets.UTF_8);
  }

  private static String markdown(String suite, List<Row> rows) {
    String head = "# Conformance of " + suite + "\n\n| contract | test | result |\n|---|---|---|\n";
    return rows.stream()
        .map(row -> "| " + row.contract + " | " + row.test + " | " + row.result.replace("|", "\\|") + " |\n")
        .collect(Collectors.joining("", head, ""));
  }

  private static JsonObject json(String suite, List<Row> rows) {
    List<JsonObject> tests = rows.stream()
        .map(row -> new JsonObject().put("contract", row.contract).put("test", row.test).put("result", row.result))
        .toList();
    return new JsonObject().put("suite", suite).put("tests", tests);
  }
}
