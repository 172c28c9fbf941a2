package dev.trustverifier.examples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Runs it on a small scale; how long it takes is of no concern here. */
final class ManyCollectionsTest {

  @Test
  void asksForNothingTwiceAtOnce() throws IOException, InterruptedException, ExecutionException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    assertEquals(0, ManyCollections.run(new PrintStream(shown, true, StandardCharsets.UTF_8), 40, 8));
    assertTrue(shown.toString(StandardCharsets.UTF_8).contains("each once          40 verdicts"), shown.toString());
  }
}
