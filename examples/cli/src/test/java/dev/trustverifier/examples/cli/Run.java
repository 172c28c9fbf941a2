package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run of the command did.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int exit, String out, String err) {

  /** Runs the command in this process. */
  static Run of(String... arguments) {
    return of(Terminal.Reader.PROGRAM, arguments);
  }

  static Run of(Terminal.Reader reader, String... arguments) {
    return of(new ByteArrayInputStream(new byte[0]), reader, arguments);
  }

  /** Runs it with something on standard input. */
  static Run of(InputStream in, Terminal.Reader reader, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    int exit = Trustverify.run(new Terminal(in, out, errors, reader), arguments);
    return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Appends to a command line. */
  static String[] with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new);
  }

  /** The elements of the one array that is all of standard output. */
  List<JsonFile> json() {
    assertEquals("", err);
    return JsonFile.parse(out).elements();
  }

  /** The one element. */
  JsonFile only() {
    List<JsonFile> elements = json();
    assertEquals(1, elements.size(), out);
    return elements.get(0);
  }

  /** Checks that this is a complaint about the command line, in one line, with this in it. */
  void assertMisused(String what) {
    assertEquals(2, exit, this::toString);
    assertEquals("", out);
    assertTrue(err.startsWith("trustverify: ") && err.endsWith("\n") && err.indexOf('\n') == err.length() - 1, err);
    assertTrue(err.contains(what), err);
  }
}
