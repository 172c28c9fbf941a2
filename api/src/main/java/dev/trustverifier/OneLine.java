package dev.trustverifier;

/** Text from outside, made fit to stand in one line of a log: no control characters, no end of it out of sight. */
final class OneLine {
  private static final int LONGEST = 512;

  private OneLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints().limit(LONGEST).forEach(c -> line.appendCodePoint(isPlain(c) ? c : '\uFFFD'));
    return text.codePointCount(0, text.length()) > LONGEST ? line.append('…').toString() : line.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
