package dev.trustverifier.examples.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.Reception;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever sends much, or opens much and sends nothing, keeps no review of others out, and what is refused is told. */
class OverloadTest {
  private static final String APP = "lab.example/app:v1";
  private static final String HEAD =
      "POST /validate?timeout=4s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  @TempDir private static Path folder;
  private static Cluster cluster;
  private static NotaryEmulator hung;

  @BeforeAll
  static void start() throws GeneralSecurityException, IOException {
    cluster = new Cluster(folder);
    cluster.registry.publish("lab.example/app", "v1");
    hung = NotaryEmulator.start();
    hung.receive(Reception.SILENT);
    cluster.policyText(cluster.registry.rules()
        + "  - {images: hung.example/**, pins: [{certificate: " + "0".repeat(64) + "}]}\n"
        + cluster.registry.sources() + "  - {images: hung.example/**, notary: '" + hung.uri() + "'}\n");
    cluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
    hung.close();
  }

  private static Ask.Answer ask(String... images) throws IOException, InterruptedException, MalformedJson {
    return Ask.of(cluster, "/validate", Ask.review("CREATE", Ask.pod(images), "null"));
  }

  private static SSLSocket connect() throws IOException, GeneralSecurityException {
    SSLSocketFactory sockets = cluster.tls.client().getSocketFactory();
    return (SSLSocket) sockets.createSocket("127.0.0.1", cluster.service().port());
  }

  private static void closeAll(List<? extends Closeable> all) throws IOException {
    for (Closeable one : all) {
      one.close();
    }
  }

  @Test
  void aLengthThatIsOnlyAnnouncedTakesNothingFromOthers() throws Exception {
    List<SSLSocket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        SSLSocket socket = connect();
        idle.add(socket);
        socket.getOutputStream().write((HEAD + "Content-Length: 6000000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
      }
      assertTrue(ask(APP).allowed());
    } finally {
      closeAll(idle);
    }
  }

  @Test
  void connectionsThatSayNothingAreClosedAsSoonAsThereAreTooMany() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 2050; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), cluster.service().port()));
      }
      long began = System.nanoTime();
      cluster.shows(cluster.tls.client());
      assertTrue(ask(APP).allowed());
      long seconds = (System.nanoTime() - began) / 1_000_000_000;
      assertTrue(seconds < 30, seconds + " s, and an idle connection may stay for 60");
    } finally {
      closeAll(silent);
      cluster.shows(cluster.tls.client()); // Its connections, too, are closed as soon as they are idle.
    }
  }

  @Test
  void countsEveryRefusalAndLogsFewOfThem() throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      assertEquals(
          415, cluster.post("/validate", HttpRequest.BodyPublishers.ofString("{}"), "application/jsonx").statusCode());
    }
    String figures = cluster.get("/metrics").body();
    assertTrue(figures.contains("trustverifier_refused_requests_total{status=\"415\"} 20\n"), figures);
    assertTrue(figures.contains("trustverifier_refused_requests_total{status=\"503\"} "), figures);
    long lines = cluster.logged().lines().filter(line -> line.contains("refused with 415")).count();
    assertTrue(lines >= 1 && lines < 5, lines + " lines");
  }

  @Test
  void theTimeThatABodyTakesCountsAgainstTheServersPatience() throws Exception {
    byte[] body = Ask.review("CREATE", Ask.pod("hung.example/a:1"), "null").getBytes(StandardCharsets.UTF_8);
    try (SSLSocket socket = connect()) {
      long began = System.nanoTime();
      OutputStream out = socket.getOutputStream();
      out.write((HEAD + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, 10);
      out.flush();
      Thread.sleep(3000);
      out.write(body, 10, body.length - 10);
      out.flush();
      assertEquals('H', socket.getInputStream().read());
      double seconds = (System.nanoTime() - began) / 1e9;
      assertTrue(seconds < 5.5, "of 4 s, 3.6 s are for use: " + seconds);
    }
  }

  /** As large as etcd keeps objects, most of it what the API server itself writes down about its fields. */
  private static String large(int number) {
    String fields = IntStream.range(0, 68_000)
        .mapToObj(i -> "\"f:" + i + "\":{\".\":{}}").collect(Collectors.joining(","));
    String annotations = IntStream.range(0, 500)
        .mapToObj(i -> "\"note-" + i + "\":\"" + "x".repeat(450) + "\"").collect(Collectors.joining(","));
    return Ask.podWith(
        "{\"name\":\"p" + number + "\",\"annotations\":{" + annotations + "},\"managedFields\":[{\"fieldsV1\":{"
            + fields + "}}]}", APP);
  }

  @Test
  void answersSeveralOfTheLargestReviewsAtOnce() throws Exception {
    String pod = large(1);
    assertTrue(pod.length() > 1_400_000, "etcd takes 1.5 MB, this has " + pod.length());
    ExecutorService askers = Executors.newFixedThreadPool(3);
    try {
      List<Callable<Ask.Answer>> asks = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        String path = i % 2 == 0 ? "/validate" : "/mutate";
        asks.add(() -> Ask.within("30s", cluster, path, Ask.review("CREATE", pod, "null")));
      }
      asks.add(() -> Ask.within("30s", cluster, "/validate", Ask.review("UPDATE", pod, large(2))));
      for (Future<Ask.Answer> answer : askers.invokeAll(asks)) {
        assertTrue(answer.get().allowed(), answer.get().reason());
      }
    } finally {
      askers.shutdownNow();
    }
  }

  @Test
  void deniesMoreImagesThanAreJudgedAtOnceAndAsksNobodyAboutThem() throws Exception {
    String[] many = Stream.iterate(0, i -> i + 1).limit(501).map(i -> "hung.example/x" + i).toArray(String[]::new);
    String expected = "rejected: 501 images: no more than 500 are judged at once [most-images]";
    long began = System.nanoTime();
    Ask.Answer pod = ask(many);
    assertFalse(pod.allowed());
    assertEquals(expected, pod.reason());
    Ask.Answer review = Ask.of(cluster, "/image-review", Ask.imageReview("shop", "{}", many));
    assertFalse(review.allowed());
    assertEquals(expected, review.reason());
    String keys = String.join("\",\"", many);
    String answer = cluster.post("/external-data",
        "{\"apiVersion\":\"externaldata.gatekeeper.sh/v1beta1\",\"kind\":\"ProviderRequest\",\"request\":{\"keys\":[\""
            + keys + "\"]}}").body();
    assertTrue(answer.contains("\"systemError\":\"" + expected + "\""), answer);
    assertTrue(System.nanoTime() - began < 8_000_000_000L, "one question to that Notary takes longer");
    String[] same = Stream.generate(() -> APP).limit(2000).toArray(String[]::new);
    assertTrue(ask(same).allowed(), "an image written often is one");
  }
}
