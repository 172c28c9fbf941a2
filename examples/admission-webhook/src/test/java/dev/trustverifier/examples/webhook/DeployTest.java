package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.settings.GateFile;
import dev.trustverifier.examples.webhook.settings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is deployed reads well, and names what there is. */
class DeployTest {
  private static final Path DEPLOY = Path.of("deploy");

  private static List<Object> documents(Path file) throws IOException {
    List<Object> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file)).forEach(documents::add);
    return documents;
  }

  @Test
  void isYamlAndEveryFileThatAKustomizationNamesIsThere() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        List<Object> documents = documents(file);
        assertTrue(!documents.isEmpty() && documents.stream().allMatch(d -> d instanceof Map || d instanceof List), file.toString());
        if (file.endsWith("kustomization.yaml") && documents.get(0) instanceof Map<?, ?> map) {
          for (Object resource : (List<?>) map.get("resources")) {
            assertTrue(Files.exists(file.resolveSibling(resource.toString())), resource.toString());
          }
        }
      }
    }
  }

  @Test
  void leavesItsOwnNamespaceAndTheSystemsAlone() throws IOException {
    List<Object> hooks = documents(DEPLOY.resolve("base/webhooks.yaml"));
    assertEquals(2, hooks.size());
    for (Object hook : hooks) {
      String text = String.valueOf(hook);
      assertTrue(text.contains("operator=NotIn, values=[trustverifier, kube-system, kube-public, kube-node-lease]"), text);
      assertTrue(text.contains("pods/ephemeralcontainers") && text.contains("failurePolicy=Fail"), text);
    }
  }

  @Test
  void beginsWithAPolicyThatOnlyWarns() {
    GateFile file = GateFile.read(DEPLOY.resolve("base/policy.yaml"));
    assertEquals(Mode.WARN, file.everywhere().settings().mode());
  }

  @Test
  void alertsOnFiguresThatThereAre() throws IOException {
    String alerts = Files.readString(DEPLOY.resolve("alerts.yaml"));
    String runbook = Files.readString(DEPLOY.resolve("RUNBOOK.md"));
    for (String line : alerts.lines().filter(l -> l.contains("alert:")).toList()) {
      assertTrue(runbook.contains(line.substring(line.indexOf(':') + 1).trim()), line);
    }
  }
}
