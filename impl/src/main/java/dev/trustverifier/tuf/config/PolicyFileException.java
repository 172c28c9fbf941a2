package dev.trustverifier.tuf.config;

import dev.trustverifier.tuf.wire.WrittenFault;
import java.nio.file.Path;

/**
 * A policy file that cannot be used. It is an {@link IllegalArgumentException}, as all else is that refuses settings.
 * The message is one line: the file if it is known, the place, and what is wrong there.
 */
public final class PolicyFileException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  private final String reason;
  /** Which member is wrong. */
  private final String path;
  /** From 1, or 0. */
  private final int line;
  /** From 1, or 0. */
  private final int column;

  private PolicyFileException(String message, PolicyFileException same) {
    super(message, same.getCause());
    reason = same.reason;
    path = same.path;
    line = same.line;
    column = same.column;
  }

  PolicyFileException(WrittenFault fault) {
    this(fault, oneLine(String.valueOf(fault.getMessage())), oneLine(fault.path()));
  }

  private PolicyFileException(WrittenFault fault, String reason, String path) {
    super("line " + fault.line() + " column " + fault.column() + ": " + (path.isEmpty() ? "" : path + ": ") + reason);
    this.reason = reason;
    this.path = path;
    line = fault.line();
    column = fault.column();
  }

  PolicyFileException(IllegalArgumentException unread) {
    super(oneLine(String.valueOf(unread.getMessage())), unread);
    reason = getMessage();
    path = "";
    line = 0;
    column = 0;
  }

  PolicyFileException in(Path file) {
    return new PolicyFileException(oneLine(file.toString()) + ": " + getMessage(), this);
  }

  // What the file holds goes into messages, and a text of JSON may hold anything.
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    return line.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }

  /**
   * What is wrong, without the place.
   *
   * @return one line
   */
  public String reason() {
    return reason;
  }

  /**
   * Which member is wrong.
   *
   * @return the way to it, such as {@code rules[1].pins[0].root}; empty for the file as a whole
   */
  public String path() {
    return path;
  }

  /**
   * The line that the member's name, or the element of a list, is in.
   *
   * @return from 1; 0 if the file could not be read at all
   */
  public int line() {
    return line;
  }

  /**
   * The column that the member's name, or the element of a list, begins at.
   *
   * @return from 1, in UTF-16 units; 0 if the file could not be read at all
   */
  public int column() {
    return column;
  }
}
