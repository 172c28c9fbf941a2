package dev.trustverifier.tuf.live;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The programs that live tests need: the Debian packages {@code notary} and {@code openssl}. */
final class LivePrograms {
  private static final String SWITCH = "TRUSTVERIFIER_LIVE";
  private static final List<String> NEEDED = List.of("notary-server", "notary-signer", "notary", "openssl");

  private LivePrograms() {}

  /** Skips the tests where a program is missing; fails them where {@value SWITCH} is {@code required}. */
  static void require() {
    List<String> missing = NEEDED.stream().filter(program -> !isOnPath(program)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String what = "live tests need these programs on the PATH: " + String.join(", ", missing);
    if (areRequired()) {
      Assertions.fail(what);
    }
    Assumptions.abort(what);
  }

  private static boolean areRequired() {
    return Stream.of(System.getProperty(SWITCH, ""), System.getenv().getOrDefault(SWITCH, ""))
        .anyMatch("required"::equals);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
