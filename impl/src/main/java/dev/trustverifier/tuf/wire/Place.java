package dev.trustverifier.tuf.wire;

/**
 * A place in a JSON text.
 *
 * @param path the way to it
 * @param line from 1; 0 if nobody knows
 * @param column from 1, in UTF-16 units
 */
record Place(MemberPath path, int line, int column) {
  @Override
  public String toString() {
    return line < 1 ? "an unknown place" : "line " + line + " column " + column;
  }
}
