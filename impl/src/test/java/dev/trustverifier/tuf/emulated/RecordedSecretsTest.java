package dev.trustverifier.tuf.emulated;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Verdict;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Java Flight Recorder writes down of a run, the exceptions that were thrown in it too: no secret. */
class RecordedSecretsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OURS = "dev.trustverifier.";

  @ParameterizedTest
  @EnumSource
  void areNowhere(Stand.Kind kind, @TempDir Path folder) throws IOException {
    try (Recording recording = new Recording(); Stand stand = new Stand(kind, Stand.Manner.USUAL)) {
      Stream.of("Fetch", "Refresh", "Verify", "Cache")
          .forEach(name -> recording.enable(OURS + name).withoutThreshold().withStackTrace());
      FlightRecorder.getFlightRecorder().getEventTypes().stream().map(EventType::getName)
          .filter(name -> name.matches("jdk\\.(Java.*Throw|Socket.*|TLS.*|X509.*|ProcessStart|Security.*)"))
          .forEach(name -> recording.enable(name).withoutThreshold());
      recording.start();
      stand.verify(PATIENCE).orElseThrow();
      for (int status : List.of(401, 403, 500)) {
        stand.server.behave().misbehave(Requests.all(), Misbehaviour.status(status));
        assertInstanceOf(Verdict.Undecided.class, stand.verify(PATIENCE));
      }
      recording.stop();
      Path file = folder.resolve("recording.jfr");
      recording.dump(file);
      String text = RecordingFile.readAllEvents(file).stream().map(String::valueOf).collect(Collectors.joining());
      assertTrue(text.contains(OURS + "Fetch") && text.contains("timestamp.json"), text);
      Stand.keepsSecrets(text);
    }
  }
}
