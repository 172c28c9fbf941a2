package dev.trustverifier.examples.cli;

import java.util.Comparator;

/**
 * The order in which docker shows tags: {@code v2} before {@code v10}.
 *
 * <p>Runs of ASCII digits are compared as numbers, and if equal, the one with fewer leading zeros is first. Digits come
 * before all else, and all else goes by its code points.
 */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      boolean digits = isDigit(a.charAt(i)) && isDigit(b.charAt(j));
      int order = digits ? compareNumbers(a, i, b, j) : compareOthers(a.codePointAt(i), b.codePointAt(j));
      if (order != 0) {
        return order;
      }
      i = digits ? skipDigits(a, i) : i + 1;
      j = digits ? skipDigits(b, j) : j + 1;
    }
    return Integer.compare(a.length() - i, b.length() - j);
  }

  private static int compareOthers(int a, int b) {
    return isDigit(a) == isDigit(b) ? Integer.compare(a, b) : Boolean.compare(isDigit(b), isDigit(a));
  }

  private static int compareNumbers(String a, int from, String b, int start) {
    int i = skipZeros(a, from);
    int j = skipZeros(b, start);
    String first = a.substring(i, skipDigits(a, i));
    String second = b.substring(j, skipDigits(b, j));
    int byLength = Integer.compare(first.length(), second.length());
    int byValue = byLength != 0 ? byLength : first.compareTo(second);
    return byValue != 0 ? byValue : Integer.compare(i - from, j - start);
  }

  private static int skipZeros(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '0') {
      i++;
    }
    return i;
  }

  private static int skipDigits(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
