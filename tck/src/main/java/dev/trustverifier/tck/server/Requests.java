package dev.trustverifier.tck.server;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests a misbehaviour is for. Immutable.
 *
 * @param method in capitals; {@code *} for any
 * @param path the path or its last segments; a {@code *} stands for any characters, also none
 * @param skipped how many such requests are spared first
 * @param most how many are met then
 */
public record Requests(String method, String path, int skipped, int most) {
  /** Checks the numbers. */
  public Requests {
    Objects.requireNonNull(method);
    Objects.requireNonNull(path);
    if (skipped < 0 || most < 0) {
      throw new IllegalArgumentException("no number of requests is negative");
    }
  }

  /**
   * Every request.
   *
   * @return all of them
   */
  public static Requests all() {
    return to("*");
  }

  /**
   * Requests for some paths, by any method.
   *
   * @param path the path or its last segments, such as {@code timestamp.json}, {@code *.root.json} or {@code /token}
   * @return all of them
   */
  public static Requests to(String path) {
    return new Requests("*", path, 0, Integer.MAX_VALUE);
  }

  /**
   * Those by one method.
   *
   * @param other in capitals
   * @return a copy
   */
  public Requests by(String other) {
    return new Requests(other, path, skipped, most);
  }

  /**
   * The first ones only.
   *
   * @param number how many
   * @return a copy
   */
  public Requests first(int number) {
    return new Requests(method, path, skipped, number);
  }

  /**
   * Not the first ones.
   *
   * @param number how many are spared
   * @return a copy
   */
  public Requests after(int number) {
    return new Requests(method, path, number, most);
  }

  boolean match(Received request) {
    String asked = request.path();
    return (method.equals("*") || method.equals(request.method()))
        && (pattern("").matcher(asked).matches() || pattern(".*/").matcher(asked).matches());
  }

  /** Whether the one that comes after some number of matching ones is met. */
  boolean meet(int before) {
    return before >= skipped && before - skipped < most;
  }

  private Pattern pattern(String before) {
    return Pattern.compile(
        before + Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
