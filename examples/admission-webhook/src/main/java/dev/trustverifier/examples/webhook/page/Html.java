package dev.trustverifier.examples.webhook.page;

/** Writes HTML, in which text can be nothing but text. Not safe for use by several threads. */
final class Html {
  private final StringBuilder out = new StringBuilder(8192);

  /** Markup as it is written in this program; never anything from outside. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text from anywhere. */
  Html text(Object any) {
    String text = String.valueOf(any);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.appendCodePoint(isPlain(c) ? c : '\uFFFD');
      }
    }
    return this;
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          false;
      default -> true;
    };
  }

  /** A number, to be written within a tag. */
  Html number(long number) {
    out.append(number);
    return this;
  }

  /** An element that holds a text. */
  Html element(String name, Object text) {
    return raw("<" + name + ">").text(text).raw("</" + name.split(" ")[0] + ">");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
