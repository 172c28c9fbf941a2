package dev.trustverifier.examples.source.test;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kit's README shows lines that are compiled and run here. */
class ReadmeTest {
  private static final Path HERE = Path.of("src/test/java/dev/trustverifier/examples/source/test");

  @Test
  void showsLinesThatAreCompiled() throws IOException {
    String readme = Files.readString(Path.of("../../tck/README.md"));
    assertAll(Stream.of("SignedImageTest", "ZipSourceContractTest", "MemoryContractTest", "VerifierContractTest")
        .map(name -> () -> {
          String lines = marked(Files.readString(HERE.resolve(name + ".java")));
          assertTrue(readme.contains("```java\n" + lines + "\n```\n"), lines);
        }));
  }

  private static String marked(String source) {
    String begin = "// README begin\n";
    return source.substring(source.indexOf(begin) + begin.length(), source.indexOf("// README end"))
        .stripTrailing().stripIndent();
  }
}
