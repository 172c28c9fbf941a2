package dev.trustverifier.examples.cli;

/** Text from outside, made fit for a terminal: one line, and nothing that moves the cursor or turns the writing. */
final class PlainText {
  private PlainText() {}

  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().forEach(c -> plain.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    return plain.toString();
  }

  static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
