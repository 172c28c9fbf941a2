package dev.trustverifier.examples.webhook.json;

/** Text from outside, made fit for a message. */
public final class PlainLine {
  private PlainLine() {}

  /** The text without what moves a cursor or hides, cut to a length. */
  public static String of(String text, int longest) {
    if (text.length() <= longest && isPrintableAscii(text)) {
      return text; // As nearly all are.
    }
    StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (line.length() + Character.charCount(c) >= longest && i < text.length()) {
        return line.append('…').toString();
      }
      line.appendCodePoint(isPlain(c) ? c : '\uFFFD');
    }
    return line.toString();
  }

  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
