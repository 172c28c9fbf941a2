package dev.trustverifier.tck.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.tck.Case;
import dev.trustverifier.tck.Tampering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where this fails, play {@link ReferenceOnTrialTest}: it leaves the table as it must be in its report's folder. */
class TrialTableTest {
  @Test
  void hasEveryCaseOfTheCatalogue() throws IOException {
    assertEquals(Tampering.catalogue().stream().map(Case::name).collect(Collectors.toSet()),
        TrialTable.recorded().rows().keySet());
    assertEquals(Files.readString(TrialTable.RECORDED), TrialTable.recorded().text());
  }

  @Test
  void isSummedUpInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md")).replace('\n', ' ');
    String summary = TrialTable.recorded().summary();
    assertTrue(readme.contains(summary), "the README must say: " + summary);
  }
}
