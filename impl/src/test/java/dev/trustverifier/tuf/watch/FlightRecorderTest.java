package dev.trustverifier.tuf.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Outage;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real recording of Java Flight Recorder shows, and a runtime without it. */
class FlightRecorderTest {
  private static final String NAME = "dev.trustverifier.";
  private final Watched watched = new Watched();

  @Test
  void recordsVerdictsRefreshesFilesAndTheCache(@TempDir Path folder) throws IOException {
    List<RecordedEvent> events = record(folder);
    assertEquals(List.of("root.json", "timestamp.json"), texts(events, "Fetch", "file").subList(0, 2));
    assertEquals(
        List.of("found", "found", "found", "found", "unreachable"), texts(events, "Fetch", "result"));
    assertTrue(of(events, "Fetch").get(0).getLong("bytes") > 500);
    assertEquals(List.of("PROVEN", "UNAVAILABLE"), texts(events, "Refresh", "result"));
    assertEquals("down", texts(events, "Refresh", "reason").get(1));
    assertEquals(List.of("MISS", "HIT", "STALE"), texts(events, "Cache", "result"));
    List<String> verdicts = texts(events, "Verify", "result");
    assertTrue(verdicts.get(1).startsWith("trusted: "), verdicts.toString());
    assertEquals("undecided: down [unreachable]", verdicts.get(2));
    assertEquals(List.of(Watched.GUN.value()), texts(events, "Verify", "collection").stream().distinct().toList());
    RecordedEvent refresh = of(events, "Refresh").get(0);
    assertTrue(of(events, "Fetch").stream().limit(4).allMatch(fetch -> isWithin(fetch, refresh)));
  }

  private List<RecordedEvent> record(Path folder) throws IOException {
    try (Recording recording = new Recording(); TufTrustVerifier verifier = watched.verifier().build()) {
      List.of("Fetch", "Refresh").forEach(name -> recording.enable(NAME + name));
      List.of("Verify", "Cache").forEach(name -> recording.enable(NAME + name).withoutThreshold());
      recording.start();
      verifier.verify(Watched.IMAGE);
      verifier.verify(Watched.IMAGE);
      watched.server.fail(new Outage(Outage.Kind.UNREACHABLE, "down"));
      watched.clock.advance(Duration.ofMinutes(1));
      verifier.verify(Watched.IMAGE);
      recording.stop();
      Path file = folder.resolve("recording.jfr");
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .sorted(Comparator.comparing(RecordedEvent::getStartTime)).toList();
    }
  }

  private static boolean isWithin(RecordedEvent inner, RecordedEvent outer) {
    return !inner.getStartTime().isBefore(outer.getStartTime()) && !inner.getEndTime().isAfter(outer.getEndTime());
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(NAME + name)).toList();
  }

  private static List<String> texts(List<RecordedEvent> events, String name, String field) {
    return of(events, name).stream().map(event -> String.valueOf(event.getString(field))).toList();
  }

  @Test
  void verifiesInARuntimeWithoutARecorder() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "--limit-modules",
                "java.sql,java.net.http,java.naming,jdk.unsupported,jdk.crypto.ec", Watched.class.getName())
            .redirectErrorStream(true)
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(shown.startsWith("false trusted: "), shown);
  }
}
