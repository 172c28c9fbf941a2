package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of a collection, seen state by state with one folder of trust. */
class WalkTest {
  private static final List<String> WITH_STATES = List.of("lab.example/rotated", "lab.example/removed");

  static Stream<String> collections() {
    return WITH_STATES.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("collections")
  void followsEveryState(String gun, @TempDir Path trust) {
    for (JsonFile step : Fixtures.collection(gun).get("walk").elements()) {
      assertSame(step, inspect(gun, step.get("step").text(), trust));
    }
    for (JsonFile state : Fixtures.collection(gun).get("states").elements()) {
      boolean last = state.get("step").equals(lastOf(gun));
      assertEquals(last ? 0 : 1, inspect(gun, state.get("step").text(), trust).exit(), "no way back");
    }
  }

  static Stream<Arguments> transitions() {
    return WITH_STATES.stream().flatMap(gun ->
        Fixtures.collection(gun).get("transitions").elements().stream()
            .map(transition -> Arguments.of(gun, transition)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("transitions")
  void goesOnlyWhereTheReferenceGoes(String gun, JsonFile transition, @TempDir Path trust) {
    assertEquals(0, inspect(gun, transition.get("from").text(), trust).exit());
    assertSame(transition, inspect(gun, transition.get("to").text(), trust));
  }

  private static void assertSame(JsonFile answer, Run run) {
    assertEquals(answer.get("exit").number(), run.exit(), run.out());
    if (run.exit() == 0) {
      assertEquals(DockerInspectTest.ofNotary(answer), DockerInspectTest.firstOfEachName(run.only()));
    }
  }

  private static JsonFile lastOf(String gun) {
    List<JsonFile> states = Fixtures.collection(gun).get("states").elements();
    return states.get(states.size() - 1).get("step");
  }

  private static Run inspect(String gun, String step, Path trust) {
    Map<String, Path> folders = new HashMap<>();
    Fixtures.collection(gun).get("states").elements()
        .forEach(s -> folders.put(s.get("step").text(), Fixtures.NOTARY.resolve(s.get("dir").text())));
    return Run.of(Run.with(
        Fixtures.command("inspect", folders.get(step), Fixtures.NOW), "--json", "--trust-dir", trust.toString(), gun));
  }
}
