package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no review is answered by the protocol: shortly, without a trace of what runs here, and others are served. */
class HostileReviewsTest {
  private static final String APP = "lab.example/app:v1";
  private static final int MIB = 1024 * 1024;
  @TempDir private static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/app", "v1");
    cluster.policy("");
    cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void stillAnswersOthers() throws IOException, InterruptedException, MalformedJson {
    assertTrue(Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.pod(APP), "null")).allowed());
    assertFalse(cluster.logged().contains("\tat "), "nothing that comes from outside is a fault of ours");
  }

  static Stream<String> malformed() {
    String good = Ask.review("CREATE", Ask.pod(APP), "null");
    return Stream.of(
        "", " ", "null", "[]", "7", "{", "{}", good + "{}", good.substring(0, good.length() - 3), "\uFEFF" + good,
        good.replace("admission.k8s.io/v1\"", "admission.k8s.io/v1beta1\""),
        good.replace("AdmissionReview", "ImageReview"),
        good.replace("\"uid\":\"" + Ask.UID + "\"", "\"uid\":7"),
        good.replace("\"uid\":\"" + Ask.UID + "\"", "\"uid\":\"\""),
        good.replace(Ask.UID, "x\\u0000\\n"), good.replace(Ask.UID, "x".repeat(500)),
        good.replace("\"uid\":", "\"uid\":\"other\",\"uid\":"),
        good.replace("\"containers\":[", "\"containers\":[],\"containers\":["),
        good.replace("\"image\":\"" + APP + "\"", "\"image\":{\"a\":1}"),
        good.replace("\"spec\":{", "\"spec\":[{").replace("]}}", "]}]}"),
        good.replace("\"containers\":[{", "\"containers\":{").replace("}]}", "}}"),
        good.replace("\"operation\":\"CREATE\"", "\"operation\":null"),
        Ask.review("CREATE", "null", "null"), Ask.review("UPDATE", "null", Ask.pod(APP)),
        "{\"apiVersion\":\"imagepolicy.k8s.io/v1alpha1\",\"kind\":\"ImageReview\"}",
        "{\"apiVersion\":\"imagepolicy.k8s.io/v1alpha1\",\"kind\":\"ImageReview\",\"spec\":null}",
        "{\"request\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
        "{\"spec\":[" + "0,".repeat(200_000) + "0]}",
        "{\"" + "n".repeat(100_000) + "\":1}");
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysInOneLineWhatIsMalformed(String body) throws IOException, InterruptedException {
    for (String path : new String[] {"/validate", "/mutate", "/image-review", "/external-data"}) {
      HttpResponse<String> response = cluster.post(path, body);
      assertEquals(400, response.statusCode(), response.body());
      assertEquals(1, response.body().lines().count(), response.body());
      assertTrue(response.body().length() < 200 && !response.body().contains("Exception"), response.body());
    }
  }

  @Test
  void admitsAnImageReviewOfNoImageAsTheServerLeavesOutAListThatIsEmpty()
      throws IOException, InterruptedException, MalformedJson {
    String review = Ask.imageReview("shop", "{}").replace("\"containers\":[],", "");
    assertTrue(Ask.of(cluster, "/image-review", review).allowed());
  }

  @Test
  void takesNoOtherEncodingForUtf8() throws IOException, InterruptedException {
    byte[] body = Ask.review("CREATE", Ask.pod(APP), "null").getBytes(StandardCharsets.UTF_16BE);
    HttpResponse<String> response = cluster.post("/validate", HttpRequest.BodyPublishers.ofByteArray(body));
    assertEquals(400, response.statusCode());
    byte[] broken = Ask.review("CREATE", Ask.pod("\u00ff"), "null").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(400, cluster.post("/validate", HttpRequest.BodyPublishers.ofByteArray(broken)).statusCode());
  }

  @Test
  void refusesImagesThatAreNone() throws IOException, InterruptedException, MalformedJson {
    String longest = "x".repeat(60_000);
    for (String image : new String[] {"", " ", "a b", "\\u0000", "\\ud800", "<b>x</b>", "../../etc", longest}) {
      Ask.Answer answer = Ask.of(cluster, "/image-review", Ask.imageReview("shop", "{}", image));
      assertFalse(answer.allowed(), image);
      assertTrue(answer.reason().startsWith("rejected: ") && answer.reason().length() < 500, answer.reason());
      assertTrue(answer.reason().chars().noneMatch(Character::isISOControl), answer.reason());
    }
  }

  @Test
  void keepsReasonsShortHoweverManyImagesThereAre() throws IOException, InterruptedException, MalformedJson {
    String[] images = Stream.iterate(0, i -> i + 1).limit(500).map(i -> "lab.example/x" + i).toArray(String[]::new);
    Ask.Answer answer = Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.pod(images), "null"));
    assertFalse(answer.allowed());
    assertTrue(answer.reason().endsWith("; and 497 more"), answer.reason());
    assertTrue(answer.audit("verdicts").length() <= 2000);
  }

  @Test
  void refusesMoreThanAnybodyNeedsBeforeItIsRead() throws IOException, GeneralSecurityException {
    String head = "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    String announced = raw(head + "Content-Length: " + 9 * MIB + "\r\n\r\n");
    assertTrue(announced.startsWith("HTTP/1.1 413"), announced);
    String chunk = Integer.toHexString(8 * MIB + 1) + "\r\n" + " ".repeat(8 * MIB + 1);
    try {
      String chunked = raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
      // Slow machines take longer to send so much than the gate waits for a body.
      assertTrue(chunked.matches("(?s)(HTTP/1.1 (413|408) .*)?"), chunked);
    } catch (SocketException hungUp) {
      assertTrue(hungUp.getMessage().matches("Broken pipe.*|Connection reset.*"), hungUp.getMessage());
    }
  }

  @Test
  void answersOnlyWhatIsThere() throws IOException, InterruptedException {
    assertEquals(404, cluster.get("/").statusCode());
    assertEquals(404, cluster.get("/validate/../metrics/x").statusCode());
    assertEquals(405, cluster.get("/validate").statusCode());
    assertEquals("POST", cluster.get("/validate").headers().firstValue("Allow").orElse(""));
    assertEquals(405, cluster.post("/livez", "").statusCode());
    assertEquals(200, cluster.get("/livez").statusCode());
    assertEquals(200, cluster.get("/readyz").statusCode());
    String[] others = {"text/plain", "application/jsonx", "application/json; charset=utf-16", "application/json; x=y"};
    for (String type : others) {
      assertEquals(415, cluster.post("/validate", HttpRequest.BodyPublishers.noBody(), type).statusCode(), type);
    }
    for (String type : new String[] {"application/json", "Application/JSON;charset=\"UTF-8\""}) {
      assertEquals(400, cluster.post("/validate", HttpRequest.BodyPublishers.noBody(), type).statusCode(), type);
    }
  }

  @Test
  void saysNoMoreToGarbageThanItsStatus() throws IOException, GeneralSecurityException {
    String answer = raw("GET / HTTP/9.9\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 505"), answer);
    String long_ = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(20_000) + "\r\n\r\n");
    assertTrue(long_.startsWith("HTTP/1.1 431"), long_);
    String negative = raw("POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n");
    for (String text : new String[] {answer, long_, negative}) {
      assertFalse(text.toLowerCase(Locale.ROOT).contains("jetty"), text);
    }
  }

  @Test
  void waitsForASlowBodyForSomeSecondsOnly() throws IOException, GeneralSecurityException {
    long start = System.nanoTime();
    String answer = raw(
        "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{");
    assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
    assertTrue(System.nanoTime() - start < 30_000_000_000L);
  }

  @Test
  void doesWithoutTheRestOfABodyThatIsCutShort() throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect()) {
      socket.getOutputStream().write(
          "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static SSLSocket connect() throws IOException, GeneralSecurityException {
    SSLSocket socket =
        (SSLSocket) cluster.tls.client().getSocketFactory().createSocket("127.0.0.1", cluster.service().port());
    socket.setSoTimeout(100_000); // Longer than the gate keeps a connection on which nothing comes.
    return socket;
  }

  private static String raw(String request) throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
