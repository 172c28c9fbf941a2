package dev.trustverifier.tuf.credential;

import dev.trustverifier.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program that is asked for a credential. Its output is read as it comes and without a thread of our own,
 * so that a child of its that keeps the pipe open holds up nobody. Not for use by several threads.
 */
final class ProgramRun implements AutoCloseable {
  private static final int LONGEST_OUTPUT = 64 * 1024;
  private static final long LOOK_AGAIN_MILLIS = 5;

  private final Process process;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  private ProgramRun(Process process) {
    this.process = process;
  }

  static ProgramRun start(String program, String input) throws IOException {
    Process process = new ProcessBuilder(program, "get").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended without reading; its exit code says more.
    }
    return new ProgramRun(process);
  }

  /** All that it wrote, once it has ended; empty if it took too long or wrote too much. */
  Optional<byte[]> await(Deadline deadline) throws InterruptedException, IOException {
    boolean ended = false;
    while (!ended && !deadline.hasPassed() && !isTooLong()) {
      ended = process.waitFor(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      drain();
    }
    return ended && !isTooLong() ? Optional.of(output.toByteArray()) : Optional.empty();
  }

  private void drain() throws IOException {
    InputStream stdout = process.getInputStream();
    for (int there = stdout.available(); there > 0 && !isTooLong(); there = stdout.available()) {
      output.write(stdout.readNBytes(Math.min(there, LONGEST_OUTPUT)));
    }
  }

  boolean isTooLong() {
    return output.size() > LONGEST_OUTPUT;
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Ends what still runs. */
  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.getInputStream().close();
  }
}
