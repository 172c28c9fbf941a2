package dev.trustverifier.tuf.wire;

import java.util.Arrays;

/**
 * The order of texts by their UTF-8 bytes, which is that of their code points and not that of Java's chars: a surrogate
 * pair stands for a code point above every other char.
 */
final class Utf8Order {
  private Utf8Order() {}

  static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y) ? x - y : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  /** The index of a text among others that are in this order; negative if it is not one of them. */
  static int find(String[] sorted, String text) {
    return Arrays.binarySearch(sorted, text, Utf8Order::compare);
  }
}
