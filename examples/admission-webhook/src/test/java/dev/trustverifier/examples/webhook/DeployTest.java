package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.settings.GateFile;
import dev.trustverifier.examples.webhook.settings.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertTrue(
            !documents.isEmpty() && documents.stream().allMatch(d -> d instanceof Map || d instanceof List),
            file.toString());
        if (file.endsWith("kustomization.yaml") && documents.get(0) instanceof Map<?, ?> map) {
          for (Object resource : map.containsKey("resources") ? (List<?>) map.get("resources") : List.of()) {
            assertTrue(Files.exists(file.resolveSibling(resource.toString())), resource.toString());
          }
        }
      }
    }
  }

  private static Map<?, ?> container() throws IOException {
    Map<?, ?> at = (Map<?, ?>) documents(DEPLOY.resolve("base/deployment.yaml")).get(0);
    for (String name : List.of("spec", "template", "spec")) {
      at = (Map<?, ?>) at.get(name);
    }
    return (Map<?, ?>) ((List<?>) at.get("containers")).get(0);
  }

  /** What the Deployment sets, with the files of a folder and any port instead of its own. */
  private static Map<String, String> environment(Path folder) throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (Object entry : (List<?>) container().get("env")) {
      Map<?, ?> variable = (Map<?, ?>) entry;
      String value = String.valueOf(variable.containsKey("value") ? variable.get("value") : "secret");
      environment.put(
          variable.get("name").toString(),
          value.replaceAll("/(tls|policy|database)/", folder + "/").replace("0.0.0.0:8443", "127.0.0.1:0"));
    }
    return environment;
  }

  @Test
  void startsAsDeployedAndServesWhatProbesAndWebhooksAskFor(@TempDir Path folder) throws Exception {
    try (Cluster cluster = new Cluster(folder)) {
      Files.copy(DEPLOY.resolve("base/policy.yaml"), folder.resolve("policy.yaml"));
      Map<String, String> environment = environment(folder);
      cluster.start(Options.parse(List.of(), environment), environment);
      for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
        Map<?, ?> get = (Map<?, ?>) ((Map<?, ?>) container().get(probe)).get("httpGet");
        assertEquals("HTTPS", get.get("scheme"));
        assertEquals(200, cluster.get(get.get("path").toString()).statusCode(), "whatever becomes of the database");
      }
      for (Object hook : documents(DEPLOY.resolve("base/webhooks.yaml"))) {
        Matcher path = Pattern.compile("path=(/[a-z]+)").matcher(hook.toString());
        assertTrue(path.find());
        String review = Ask.review("CREATE", Ask.pod("registry.example/shop/web:1"), "null");
        Ask.Answer answer = Ask.within("1s", cluster, path.group(1), review);
        assertTrue(answer.warnings().contains("undecided: registry.example/shop/web:1"), answer.warnings());
      }
      Ask.Answer answer =
          Ask.of(cluster, "/image-review", Ask.imageReview("shop", "{}", "registry.example/shop/web:1"));
      assertTrue(answer.allowed(), answer.reason());
      assertTrue(answer.audit("would-deny").contains("trust memory"), "it has no database here: " + answer.whole());
      String figures = cluster.get("/metrics").body();
      Matcher names = Pattern.compile("trustverifier_[a-z_]+").matcher(Files.readString(DEPLOY.resolve("alerts.yaml")));
      while (names.find()) {
        assertTrue(figures.contains(names.group()), names.group());
      }
    }
  }

  @Test
  void leavesItsOwnNamespaceAndTheSystemsAlone() throws IOException {
    List<Object> hooks = documents(DEPLOY.resolve("base/webhooks.yaml"));
    assertEquals(2, hooks.size());
    for (Object hook : hooks) {
      String text = String.valueOf(hook);
      assertTrue(
          text.contains("operator=NotIn, values=[trustverifier, kube-system, kube-public, kube-node-lease]"), text);
      assertTrue(text.contains("pods/ephemeralcontainers") && text.contains("failurePolicy=Fail"), text);
    }
  }

  @Test
  void beginsWithAPolicyThatOnlyWarnsAndLooksAwayWhereTheGateAndTheClusterLive() {
    GateFile file = GateFile.read(DEPLOY.resolve("base/policy.yaml"));
    assertEquals(Mode.WARN, file.everywhere().settings().mode());
    for (String namespace : List.of("trustverifier", "kube-system", "kube-public", "kube-node-lease")) {
      assertEquals(Mode.OFF, file.scope(namespace).settings().mode(), namespace);
    }
    assertEquals(Mode.WARN, file.scope("kube-of-mine").settings().mode(), "a name is no way around");
  }

  @Test
  void saysInTheRunbookWhatEachAlertMeans() throws IOException {
    String alerts = Files.readString(DEPLOY.resolve("alerts.yaml"));
    String runbook = Files.readString(DEPLOY.resolve("RUNBOOK.md"));
    for (String line : alerts.lines().filter(l -> l.contains("alert:")).toList()) {
      assertTrue(runbook.contains(line.substring(line.indexOf(':') + 1).trim()), line);
    }
  }
}
