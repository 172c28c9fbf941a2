package dev.trustverifier.examples.webhook.settings;

import java.util.regex.Pattern;

/**
 * Which namespaces are meant: one name, or all that begin alike, such as {@code team-*}. Immutable.
 *
 * @param text the pattern
 */
public record NamespacePattern(String text) {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?|[a-z0-9][a-z0-9-]{0,61}\\*");

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if it is neither a name nor the beginning of one and {@code *}
   */
  public NamespacePattern {
    if (!LEGAL.matcher(text).matches()) {
      throw new IllegalArgumentException("not the name of a namespace, nor its beginning and *");
    }
  }

  /**
   * Whether a namespace is meant.
   *
   * @param namespace its name
   * @return true if it is
   */
  public boolean matches(String namespace) {
    return isPrefix() ? namespace.startsWith(text.substring(0, text.length() - 1)) : namespace.equals(text);
  }

  private boolean isPrefix() {
    return text.endsWith("*");
  }

  /** The higher, the more it says: a name says more than any beginning, and a longer beginning more than a shorter. */
  int weight() {
    return isPrefix() ? text.length() : Integer.MAX_VALUE;
  }
}
