package dev.trustverifier.tuf.wire;

/** Tells base64 in the standard alphabet and with all its padding from other texts, without decoding. */
final class Base64Text {
  private Base64Text() {}

  static boolean isValid(String text) {
    int length = text.length();
    if (length % 4 != 0) {
      return false;
    }
    int end = length;
    while (end > 0 && end > length - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (!(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/')) {
        return false;
      }
    }
    return true;
  }
}
