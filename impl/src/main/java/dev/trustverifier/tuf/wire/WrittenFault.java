package dev.trustverifier.tuf.wire;

/** Something in a file that people write is not as it has to be. */
public final class WrittenFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place place;

  WrittenFault(Place place, String what) {
    super(what, null, false, false);
    this.place = place;
  }

  /**
   * The way to it.
   *
   * @return such as {@code rules[1].pins[0].root}; empty for the whole file
   */
  public String path() {
    return place.path().toString();
  }

  /**
   * The line it is in.
   *
   * @return from 1
   */
  public int line() {
    return place.line();
  }

  /**
   * Where in the line it begins, or for text that is no JSON, where that was noticed.
   *
   * @return from 1
   */
  public int column() {
    return place.column();
  }
}
