package dev.trustverifier.tuf.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {
  /** Says that it is empty, and is not: as a file is that grows between being measured and being read. */
  private static final Path GROWING = Path.of("/proc/self/maps");

  @TempDir
  private Path folder;

  @Test
  void readsAFileOfManyChunks() throws IOException {
    byte[] content = new byte[5_000_001];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("file"), content);
    assertArrayEquals(content, ((Fetched.Found) read(file, content.length)).content());
    assertInstanceOf(Fetched.TooLarge.class, read(file, content.length - 1));
  }

  @Test
  void boundsAFileThatHoldsMoreThanItSaid() throws IOException {
    assumeTrue(Files.isReadable(GROWING) && Files.size(GROWING) == 0, "no such file here");
    assertInstanceOf(Fetched.TooLarge.class, read(GROWING, 100));
    assertTrue(assertInstanceOf(Fetched.Found.class, read(GROWING, 1 << 24)).content().length > 100);
  }

  @Test
  void readsNoDevice() throws IOException {
    Path device = Path.of("/dev/zero");
    assumeTrue(Files.exists(device), "no such device here");
    Outage outage = assertInstanceOf(Fetched.Failed.class, read(device, 100)).outage();
    assertEquals(Outage.Kind.IO, outage.kind());
  }

  @Test
  void stopsOnceTheDeadlineHasPassed() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[3_000_000]);
    Fetched answer = new BoundedFile(file, 1 << 24).read(Deadline.after(Duration.ZERO));
    Outage outage = assertInstanceOf(Fetched.Failed.class, answer).outage();
    assertEquals(Outage.Kind.TIMED_OUT, outage.kind());
  }

  private static Fetched read(Path file, int limit) throws IOException {
    return new BoundedFile(file, limit).read(Deadline.after(Duration.ofSeconds(20)));
  }
}
