package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.Requests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A newcomer's source with one bug is caught over real HTTP, with words that name the bug. */
class NewcomersSourceTest {
  private final NotaryEmulator server = NotaryEmulator.start();
  private final NotaryEmulator refusing =
      NotaryEmulator.start().misbehave(Requests.all(), Misbehaviour.status(403));

  @AfterEach
  void close() {
    server.close();
    refusing.close();
  }

  @Test
  void isAcquittedWithoutABug() {
    assertEquals(Map.of(), trial(NewcomersSource.Bug.NONE).failures());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      TAKES_403_FOR_ABSENT | access was refused, as by a 403, which is no 404 | takesNoRefusalForAbsence
      IGNORES_THE_LIMIT | with a limit of 255 must be too large: it was Found | refusesAFileLongerThanTheLimit
      SWAPS_TWO_ROLES | snapshot.json must come back byte for byte: 0 bytes | returnsEveryPublishedFileByteForByte \
          returnsAFileOfExactlyTheLimit answersSeveralThreadsAtOnce refusesAFileLongerThanTheLimit
      """)
  void isCaughtWithWordsThatNameTheBug(NewcomersSource.Bug bug, String words, String tests) {
    List<String> caughtBy = List.of(tests.split(" +"));
    Map<String, String> failures = trial(bug).failures();
    assertEquals(new TreeSet<>(caughtBy), failures.keySet(), failures::toString);
    assertTrue(failures.get(caughtBy.get(0)).contains(words), failures::toString);
  }

  private Trial trial(NewcomersSource.Bug bug) {
    return new Trial(
        files -> publishing(files, bug), BrokenFolder::new, none -> new NewcomersSource(refusing.uri(), bug));
  }

  private MetadataSource publishing(Map<PublishedFile, byte[]> files, NewcomersSource.Bug bug) {
    Map<Gun, Map<String, byte[]>> collections = new HashMap<>();
    files.forEach((file, content) ->
        collections.computeIfAbsent(file.gun(), gun -> new HashMap<>()).put(file.name().fileName(), content));
    collections.forEach((gun, contents) -> server.serve(new State(gun, contents)));
    return new NewcomersSource(server.uri(), bug);
  }
}
