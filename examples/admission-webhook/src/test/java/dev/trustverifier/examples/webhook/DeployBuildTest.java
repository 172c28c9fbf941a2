package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code kubectl apply -k} would send, and whether the certificates and names in it fit together. */
class DeployBuildTest {
  private static final Path DEPLOY = Path.of("deploy");
  private static final String NAME = "trustverifier.trustverifier.svc";
  @TempDir private Path folder;

  /** A copy of the deployment, which scripts may write into and tests may change. */
  private Path copy() throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(DEPLOY.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return folder;
  }

  private static String run(String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile("run", ".out");
    Path err = Files.createTempFile("run", ".err");
    try {
      Process process = new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> String.join(" ", words));
      assertEquals(0, process.exitValue(), Files.readString(err));
      return Files.readString(out);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static void assumeInstalled(String program) {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, program))),
        () -> "this test needs " + program);
  }

  /** What a kustomization makes, by kind and name. */
  private static List<Map<?, ?>> built(Path kustomization) throws IOException, InterruptedException {
    List<Map<?, ?>> objects = new ArrayList<>();
    String yaml = run("kubectl", "kustomize", kustomization.toString());
    new Load(LoadSettings.builder().build()).loadAllFromString(yaml).forEach(one -> objects.add((Map<?, ?>) one));
    return objects;
  }

  private static Map<?, ?> the(List<Map<?, ?>> objects, String kind, String name) {
    return objects.stream()
        .filter(one -> kind.equals(one.get("kind")) && name.equals(((Map<?, ?>) one.get("metadata")).get("name")))
        .findAny().orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  @Test
  void buildsWithCertManagersCertificatesOfAnAuthorityThatStays() throws IOException, InterruptedException {
    assumeInstalled("kubectl");
    List<Map<?, ?>> objects = built(copy().resolve("cert-manager"));
    String authority = the(objects, "Certificate", "trustverifier-ca").get("spec").toString();
    assertTrue(authority.contains("isCA=true") && authority.contains("rotationPolicy=Never"), authority);
    String issuer = the(objects, "Issuer", "trustverifier").get("spec").toString();
    assertEquals("{ca={secretName=trustverifier-ca}}", issuer, "the gate's certificate does not sign itself");
    String own = the(objects, "Certificate", "trustverifier-tls").get("spec").toString();
    assertTrue(own.contains("name=trustverifier}") && own.contains(NAME), own);
    for (String kind : List.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")) {
      String hook = the(objects, kind, "trustverifier").get("metadata").toString();
      assertTrue(hook.contains("cert-manager.io/inject-ca-from=trustverifier/trustverifier-tls"), hook);
    }
    assertFalse(the(objects, "Deployment", "trustverifier").toString().contains("CLIENT_CA"));
  }

  @Test
  void buildsWithCertificatesOfItsOwnAndForTheApiServerOnly() throws IOException, InterruptedException {
    assumeInstalled("kubectl");
    assumeInstalled("openssl");
    Path copy = copy();
    run("bash", copy.resolve("self-signed/certificates.sh").toString());
    run("bash", copy.resolve("mutual-tls/certificates.sh").toString());
    Path file = copy.resolve("self-signed/kustomization.yaml");
    Files.writeString(file, Files.readString(file).replace("# components:", "components:"));
    List<Map<?, ?>> objects = built(file.getParent());
    String gate = the(objects, "Deployment", "trustverifier").toString();
    assertTrue(gate.contains("name=TRUSTVERIFIER_CLIENT_CA, value=/client-ca/client-ca.crt"), gate);
    assertTrue(gate.contains("mountPath=/client-ca") && gate.contains("{name=trustverifier-client-ca}"), gate);
    String authorities = the(objects, "ConfigMap", "trustverifier-client-ca").get("data").toString();
    assertTrue(authorities.startsWith("{client-ca.crt=-----BEGIN CERTIFICATE-----"), authorities);
    the(objects, "Secret", "trustverifier-tls");
    String client = copy.resolve("mutual-tls/client.crt").toString();
    run("openssl", "verify", "-purpose", "sslclient", "-CAfile",
        copy.resolve("mutual-tls/client-ca.crt").toString(), client);
    run("openssl", "verify", "-verify_hostname", NAME, "-CAfile", copy.resolve("self-signed/ca.crt").toString(),
        copy.resolve("self-signed/tls.crt").toString());
  }

  @Test
  void everyVolumeThatIsMountedIsThereAndEveryConfigMapIsMade() throws IOException, InterruptedException {
    assumeInstalled("kubectl");
    List<Map<?, ?>> objects = built(copy().resolve("base"));
    the(objects, "ConfigMap", "trustverifier-policy");
    the(objects, "ServiceAccount", "trustverifier");
    Map<?, ?> pod = (Map<?, ?>) the(objects, "Deployment", "trustverifier").get("spec");
    Map<?, ?> spec = (Map<?, ?>) ((Map<?, ?>) pod.get("template")).get("spec");
    String volumes = spec.get("volumes").toString();
    Map<?, ?> container = (Map<?, ?>) ((List<?>) spec.get("containers")).get(0);
    for (Object mount : (List<?>) container.get("volumeMounts")) {
      assertTrue(volumes.contains("name=" + ((Map<?, ?>) mount).get("name")), mount.toString());
    }
    assertFalse(container.containsKey("lifecycle"), "an image of a Java runtime need have no sleep");
  }

  @Test
  void thePluginReachesTheGateByAddressAndChecksTheNameThatItsCertificateHas() {
    Map<?, ?> config = (Map<?, ?>) yaml("api-server/kubeconfig.yaml");
    Map<?, ?> cluster = (Map<?, ?>) ((Map<?, ?>) ((List<?>) config.get("clusters")).get(0)).get("cluster");
    assertTrue(cluster.get("server").toString().matches("https://[0-9.]+/image-review"), cluster.toString());
    assertEquals(NAME, cluster.get("tls-server-name"));
    assertTrue(yaml("api-server/webhooks.yaml").toString().contains("name=" + NAME));
  }

  private static Object yaml(String file) {
    try {
      return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(DEPLOY.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
