package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that clusters run, as a process; and the same classes as modules. */
class AdmissionWebhookJarTest {
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final List<String> JAR = List.of("-jar", Path.of("target", "admission-webhook.jar").toString());
  private static final String MAIN =
      "dev.trustverifier.examples.webhook/dev.trustverifier.examples.webhook.AdmissionWebhook";

  /** Many images, long images, many values of two bytes, one long text; each of some megabytes, or small and many. */
  private static final List<String> HOSTILE =
      List.of(
          Ask.review("CREATE", Ask.pod(many(499, "lab.example/%d" + "x".repeat(5000))), "null"),
          Ask.review("CREATE", Ask.pod(many(3000, "lab.example/app:%d")), "null"),
          Ask.review("CREATE", Ask.pod(many(100_000, "l/%d")), "null"),
          Ask.review("CREATE", "{\"spec\":{\"containers\":[" + "{},".repeat(9900) + "{}]}}", "null"),
          Ask.review("CREATE", "{\"spec\":{\"containers\":[" + "0,".repeat(2_000_000) + "0]}}", "null"),
          Ask.review("CREATE", Ask.pod("x".repeat(1_000_000), "y".repeat(1_000_000)), "null"));

  @TempDir private Path folder;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private TestTls tls;
  private Registry registry;

  @BeforeEach
  void prepare() throws IOException {
    tls = new TestTls(folder);
    registry = new Registry(folder, InstantSource.system());
    registry.publish("lab.example/app", "v1");
    Files.writeString(folder.resolve("policy.yaml"), registry.rules() + registry.sources());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Process start(List<String> program, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1"));
    words.addAll(program);
    words.addAll(List.of("--listen", "127.0.0.1:0", "--tls-cert", folder.resolve("tls.crt").toString(), "--tls-key",
        folder.resolve("tls.key").toString(), "--policy", folder.resolve("policy.yaml").toString()));
    words.addAll(List.of(more));
    ProcessBuilder process = new ProcessBuilder(words).redirectError(folder.resolve("err").toFile());
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().put("TRUSTVERIFIER_STATE", folder.resolve("state").toString());
    return process.start();
  }

  private HttpResponse<String> ask(int port) throws IOException, InterruptedException, GeneralSecurityException {
    return ask(port, Ask.review("CREATE", Ask.pod("lab.example/app:v1"), "null"));
  }

  private HttpResponse<String> ask(int port, String review)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/mutate?timeout=30s"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(review))
            .build();
    return HttpClient.newBuilder().sslContext(tls.client()).build().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private void answersAndLogsAndEnds(Process gate)
      throws IOException, InterruptedException, GeneralSecurityException, MalformedJson {
    try (BufferedReader out = gate.inputReader(StandardCharsets.UTF_8)) {
      JsonValue serving = JsonDocument.read(out.readLine().getBytes(StandardCharsets.UTF_8));
      String message = serving.get("message").requiredText();
      assertTrue(message.startsWith("serving on port "), message);
      HttpResponse<String> answer = ask(Integer.parseInt(message.substring("serving on port ".length())));
      assertTrue(answer.body().contains("\"patchType\":\"JSONPatch\""), answer.body());
      JsonValue line = JsonDocument.read(out.readLine().getBytes(StandardCharsets.UTF_8));
      assertEquals(Ask.UID, line.get("uid").requiredText());
      assertEquals("allowed", line.get("outcome").requiredText());
      assertEquals("trusted", line.get("images").elements().get(0).get("verdict").requiredText());
      gate.destroy();
      HttpResponse<String> late = ask(Integer.parseInt(message.substring("serving on port ".length())));
      assertEquals(200, late.statusCode(), "endpoints take a moment to forget a pod");
      assertTrue(gate.waitFor(120, TimeUnit.SECONDS), "it ends when it is told to");
      assertEquals("", Files.readString(folder.resolve("err")));
    } finally {
      gate.destroyForcibly();
    }
  }

  @Test
  void servesByOptionsAndEnvironment()
      throws IOException, InterruptedException, GeneralSecurityException, MalformedJson {
    answersAndLogsAndEnds(start(JAR));
  }

  @Test
  void servesAsModulesToo() throws IOException, InterruptedException, GeneralSecurityException, MalformedJson {
    String names =
        ".*(snakeyaml-engine|jackson-core|caffeine|bcprov|jetty-(server|http|io|util)|slf4j-|HikariCP|postgresql"
            + "|trustverifier-(api|impl|yaml)|[\\\\/](api|impl|yaml)[\\\\/]target[\\\\/]classes).*";
    String modules =
        Stream.concat(
                Stream.of("target/classes"),
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(path -> path.matches(names) && !path.endsWith("-tests.jar")))
            .collect(Collectors.joining(File.pathSeparator));
    answersAndLogsAndEnds(start(List.of("-p", modules, "-m", MAIN)));
  }

  @Test
  void endsWithTwoAndOneLineWhereItCannotStart() throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("policy.yaml"), "rules: [{images: '**', pins: trust-on-first-use}]\n" + registry.sources());
    Process refused = start(JAR);
    assertTrue(refused.waitFor(120, TimeUnit.SECONDS));
    assertEquals(2, refused.exitValue());
    String said = Files.readString(folder.resolve("err"));
    assertTrue(said.contains("--single-replica") && said.lines().count() == 1, said);
    Process single = start(JAR, "--single-replica");
    try (BufferedReader out = single.inputReader(StandardCharsets.UTF_8)) {
      assertTrue(out.readLine().contains("serving on port"));
    } finally {
      single.destroyForcibly();
    }
    assertEquals(2, start(JAR, "--polcy", "x").waitFor());
    assertFalse(Files.readString(folder.resolve("err")).contains("\tat "));
  }

  @Test
  void outlivesWhatWhoeverMakesPodsMaySendInASmallHeap() throws Exception {
    Process gate = start(List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", JAR.get(0), JAR.get(1)), "--page",
        "127.0.0.1:0");
    Thread log = new Thread(() -> gate.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add), "log");
    log.start();
    ExecutorService askers = Executors.newFixedThreadPool(16);
    try {
      Await.until(() -> !lines.isEmpty());
      int port = Integer.parseInt(lines.peek().replaceAll(".*serving on port ([0-9]+).*", "$1"));
      List<Callable<Integer>> asks = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        String body = HOSTILE.get(i % HOSTILE.size());
        asks.add(() -> statusOf(port, body));
      }
      for (Future<Integer> status : askers.invokeAll(asks)) {
        assertTrue(List.of(0, 200, 400, 408, 503).contains(status.get()), status.get() + "");
      }
      assertEquals(200, ask(port).statusCode());
      assertTrue(gate.isAlive());
    } finally {
      askers.shutdownNow();
      gate.destroyForcibly();
      log.join();
    }
    assertTrue(lines.stream().allMatch(line -> line.length() < 100_000));
  }

  /** The status, or 0 if the gate hung up while it was still told more. */
  private int statusOf(int port, String review) throws InterruptedException, GeneralSecurityException {
    try {
      return ask(port, review).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static String[] many(int count, String format) {
    return IntStream.range(0, count).mapToObj(format::formatted).toArray(String[]::new);
  }
}
