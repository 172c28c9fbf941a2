package dev.trustverifier.examples.cli;

import java.nio.file.Path;
import java.util.List;

/** The fixtures that the implementation is tested with. */
final class Fixtures {
  static final Path ALL = Path.of("..", "..", "impl", "src", "test", "fixtures");
  static final Path NOTARY = ALL.resolve("notary");
  static final Path BAD = ALL.resolve("notary-bad");
  static final JsonFile INDEX = JsonFile.read(NOTARY.resolve("index.json"));
  static final String NOW = INDEX.get("reference_time").text();

  private Fixtures() {}

  static JsonFile collection(String gun) {
    return INDEX.get("collections").get(gun);
  }

  /** A command with the options for these fixtures by trust on first use. */
  static List<String> command(String name, Path folder, String instant) {
    return List.of(name, "--source", "bundle:" + folder, "--tofu", "--at", instant);
  }

  static List<String> verify() {
    return command("verify", NOTARY, NOW);
  }

  static List<String> inspect() {
    return command("inspect", NOTARY, NOW);
  }
}
