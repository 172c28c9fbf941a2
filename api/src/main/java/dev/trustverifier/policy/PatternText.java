package dev.trustverifier.policy;

import dev.trustverifier.Gun;
import java.util.List;
import java.util.regex.Pattern;

/** What may be written as an {@link ImagePattern}: only what matches some repository, and none by surprise. */
final class PatternText {
  private static final int LONGEST = 511;
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");
  private static final String EVERYTHING = "**";
  private static final String ANY_PORT = ":*";

  private PatternText() {}

  static void requireLegal(String text) {
    if (text.length() > LONGEST || !PRINTABLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "not an image pattern: it is longer than " + LONGEST + " characters, or not all of them are visible ASCII");
    }
    if (text.equals(EVERYTHING)) {
      return;
    }
    try {
      requireFullName(text);
      requireClosedHost(text.substring(0, text.indexOf('/')));
      requireWholeRests(List.of(text.split("/", -1)));
      new Gun(example(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an image pattern: '" + text + "': " + e.getMessage(), e);
    }
  }

  private static void requireFullName(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("patterns are full names with a host, such as docker.io/library/*");
    }
    if (text.indexOf('@') >= 0 || text.indexOf(':', slash) >= 0) {
      throw new IllegalArgumentException("patterns name repositories, without tags and digests");
    }
    if (text.startsWith("index.docker.io/")) {
      throw new IllegalArgumentException("images of index.docker.io are known as docker.io's");
    }
    if (text.startsWith("docker.io/") && slash == "docker.io".length() && !text.endsWith("/" + EVERYTHING)) {
      throw new IllegalArgumentException("at docker.io all names have two segments or more: docker.io/library/*");
    }
  }

  /** A host ends in what its owner owns: {@code a.example*} would match anyone's {@code a.example.evil.example}. */
  private static void requireClosedHost(String host) {
    String name = host.endsWith(ANY_PORT) ? host.substring(0, host.length() - ANY_PORT.length()) : host;
    int star = name.lastIndexOf('*');
    if (host.contains(EVERYTHING) || star >= 0 && name.indexOf('.', star) < 0) {
      throw new IllegalArgumentException("in the host, * is followed by the domain it is below: *.contoso.example");
    }
  }

  private static void requireWholeRests(List<String> segments) {
    for (String segment : segments) {
      if (segment.contains(EVERYTHING) && !segment.equals(EVERYTHING)) {
        throw new IllegalArgumentException("** stands for whole segments and stands alone between slashes");
      }
    }
  }

  /** A wildcard stands beside any literal that is legal at all, if a digit does. */
  private static String example(String text) {
    return text.replace(EVERYTHING, "0/0").replace('*', '0');
  }
}
