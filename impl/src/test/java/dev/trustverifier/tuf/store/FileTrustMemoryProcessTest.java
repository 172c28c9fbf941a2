package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.TrustMemory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes share a folder. */
class FileTrustMemoryProcessTest {
  private final List<Process> started = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void killAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void losesNoUpdateOfFourProcessesWithThreeInstancesEach() throws Exception {
    for (int i = 0; i < 4; i++) {
      start("3", "8");
    }
    for (Process process : started) {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    }
    assertEquals(4 * 3 * 8, Samples.versionOf(FileTrustMemory.at(folder).recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void isReadableAndNeverFallsHoweverOftenWritersAreKilled() throws Exception {
    Random random = new Random(7);
    TrustMemory memory = FileTrustMemory.at(folder);
    long highest = 0;
    for (int round = 0; round < 5; round++) {
      Process one = start("2", "1000000");
      Process other = start("1", "1000000");
      long printed = lastOf(one, 1 + random.nextInt(25));
      Thread.sleep(random.nextInt(30));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(1000));
      other.destroyForcibly();
      one.destroyForcibly().waitFor();
      other.waitFor();
      long remembered = Samples.versionOf(memory.recall(Samples.KEY, Samples.soon()));
      assertTrue(remembered >= Math.max(highest, printed), remembered + " after " + highest + " and " + printed);
      highest = remembered;
    }
    Increments.count(memory, 1, version -> {});
    assertEquals(highest + 1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void timesOutWhileAnotherProcessHasTheLockAndGoesOnWhenThatDies() throws Exception {
    TrustMemory memory = FileTrustMemory.at(folder);
    Process holder = start("hold");
    assertEquals("held", reader(holder).readLine());
    Deadline atOnce = Deadline.after(Duration.ofMillis(100));
    Kept late = memory.replace(Samples.KEY, Optional.empty(), Samples.version(1), atOnce);
    assertEquals(Outage.Kind.TIMED_OUT, assertInstanceOf(Kept.Failed.class, late).outage().kind());
    assertEquals(0, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())), "reading needs no lock");
    holder.destroyForcibly().waitFor();
    assertEquals(new Kept.Done(), memory.replace(Samples.KEY, Optional.empty(), Samples.version(1), Samples.soon()));
  }

  /** The last of so many numbers that a process printed. */
  private static long lastOf(Process process, int lines) throws IOException {
    BufferedReader reader = reader(process);
    String line = "0";
    for (int i = 0; i < lines; i++) {
      line = reader.readLine();
    }
    return Long.parseLong(line);
  }

  private static BufferedReader reader(Process process) {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private Process start(String... args) throws IOException, URISyntaxException {
    StringJoiner classPath = new StringJoiner(File.pathSeparator);
    for (Class<?> wanted : List.of(Increments.class, FileTrustMemory.class, TrustMemory.class, JsonFactory.class)) {
      classPath.add(Path.of(wanted.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m",
                "-cp", classPath.toString(), Increments.class.getName(), folder.toString()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }
}
