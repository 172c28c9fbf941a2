package dev.trustverifier.examples.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where answers and complaints go, and where a password comes from.
 *
 * @param in a password, if one is to be read
 * @param out answers
 * @param err complaints and progress
 * @param reader who reads them
 */
record Terminal(InputStream in, OutputStream out, PrintStream err, Reader reader) {

  /** Who reads. */
  enum Reader {
    /** A program, or a file. */
    PROGRAM,
    /** A person, without colours. */
    PERSON,
    /** A person, with colours. */
    PERSON_SEEING_COLOURS
  }

  static Terminal ofProcess() {
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new Terminal(System.in, new FileOutputStream(FileDescriptor.out), err, readerOfProcess());
  }

  private static Reader readerOfProcess() {
    Console console = System.console();
    if (console == null || !isTerminal(console)) {
      return Reader.PROGRAM;
    }
    boolean plain = System.getenv("NO_COLOR") != null || "dumb".equals(System.getenv("TERM"));
    return plain ? Reader.PERSON : Reader.PERSON_SEEING_COLOURS;
  }

  // From JDK 22 on there is a console without a terminal too, and a method that tells.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Writes a whole answer. */
  void answer(byte[] whole) {
    try {
      out.write(whole);
      out.flush();
    } catch (IOException e) {
      throw new OutputLost(e);
    }
  }

  /** Writes one line about what is wrong. */
  void complain(String what) {
    err.println("trustverify: " + PlainText.of(what));
    err.flush();
  }

  boolean hasColours() {
    return reader == Reader.PERSON_SEEING_COLOURS;
  }

  boolean isWatched() {
    return reader != Reader.PROGRAM;
  }
}
