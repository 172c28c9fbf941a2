package dev.trustverifier;

import java.util.regex.Pattern;

/**
 * The full name of a TUF role: {@code root}, {@code timestamp}, {@code snapshot}, {@code targets}, or a delegation
 * below targets such as {@code targets/releases} or {@code targets/team/ci}. Immutable.
 *
 * <p>A delegation's name is its delegator's name, a slash, and one segment of {@code a-z 0-9 - _}; it is shorter than
 * 256 characters. So a role has exactly one possible delegator, and cycles cannot be written.
 *
 * @param value the full name
 */
public record RoleName(String value) implements Comparable<RoleName> {

  // Before the constants below, which are checked by it.
  private static final int LONGEST = 255;
  private static final Pattern SHAPE =
      Pattern.compile("root|timestamp|snapshot|targets(/[-a-z0-9_]+)*");

  /** The role whose metadata names the keys of all others. */
  public static final RoleName ROOT = new RoleName("root");
  /** The role that says which snapshot is current. */
  public static final RoleName TIMESTAMP = new RoleName("timestamp");
  /** The role that lists every targets file of one state. */
  public static final RoleName SNAPSHOT = new RoleName("snapshot");
  /** The role that lists images, and delegates to others. */
  public static final RoleName TARGETS = new RoleName("targets");
  /** The delegation that docker releases images in. */
  public static final RoleName RELEASES = new RoleName("targets/releases");

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if this is neither a base role nor a delegation below targets
   */
  public RoleName {
    if (!isRoleName(value)) {
      throw new IllegalArgumentException("not the name of a role: " + OneLine.of(value));
    }
  }

  /**
   * Whether a text has the shape of a role's full name.
   *
   * @param text any text
   * @return true if {@link #RoleName(String)} takes it
   */
  public static boolean isRoleName(String text) {
    return text.length() <= LONGEST && SHAPE.matcher(text).matches();
  }

  /**
   * Whether this role got its keys from another targets role, not from root.
   *
   * @return true for names below {@code targets/}
   */
  public boolean isDelegation() {
    return value.indexOf('/') > 0;
  }

  /**
   * The role that delegates to this one.
   *
   * @return the name without its last segment
   * @throws IllegalStateException if this is no delegation
   */
  public RoleName delegator() {
    if (!isDelegation()) {
      throw new IllegalStateException(value + " is no delegation");
    }
    return new RoleName(value.substring(0, value.lastIndexOf('/')));
  }

  /**
   * Whether this role is below another one in the tree of delegations.
   *
   * @param other another role
   * @return true if this name starts with the other and a slash
   */
  public boolean isBelow(RoleName other) {
    return value.length() > other.value.length()
        && value.startsWith(other.value)
        && value.charAt(other.value.length()) == '/';
  }

  @Override
  public int compareTo(RoleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
