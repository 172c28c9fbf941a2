package dev.trustverifier;

import java.util.regex.Pattern;

/**
 * A repository's name in two parts, as docker's reference grammar has them.
 *
 * @param host a registry, with its port if it has one; never {@code index.docker.io}
 * @param path one or more segments
 */
record RepositoryName(String host, String path) {
  private static final int LONGEST = 255;
  private static final String HUB = "docker.io";
  private static final String OLD_HUB = "index.docker.io";
  private static final String OFFICIAL = "library/";

  // Every loop is possessive: there is nothing to go back for, and so no input that takes long.
  private static final String LABEL = "[a-zA-Z0-9]++(?:-++[a-zA-Z0-9]++)*+";
  private static final Pattern HOST =
      Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*+|\\[[0-9a-fA-F:]++])(?::[0-9]++)?");
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9]++(?:(?:\\.|__?|-++)[a-z0-9]++)*+");

  RepositoryName {
    requireHost(host);
    requirePath(path);
    if (host.equals(OLD_HUB) || host.equals(HUB) && path.indexOf('/') < 0) {
      throw new IllegalArgumentException("its full name is " + normalise(host + "/" + path));
    }
  }

  /** Reads a name that docker's users may have shortened. */
  static RepositoryName normalise(String name) {
    int slash = name.indexOf('/');
    boolean hosted = slash >= 0 && isHost(name.substring(0, slash));
    String given = hosted ? name.substring(0, slash) : HUB;
    String host = given.equals(OLD_HUB) ? HUB : given;
    String path = hosted ? name.substring(slash + 1) : name;
    boolean official = host.equals(HUB) && path.indexOf('/') < 0;
    return new RepositoryName(host, official ? OFFICIAL + path : path);
  }

  static void requireFull(String name) {
    int slash = name.indexOf('/');
    try {
      if (slash < 0 || !isHost(name.substring(0, slash))) {
        throw new IllegalArgumentException("it does not start with a host");
      }
      new RepositoryName(name.substring(0, slash), name.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not the full name of a repository: '" + OneLine.of(name) + "': " + e.getMessage(), e);
    }
  }

  /** Whether docker takes a first segment for a host: it could not be an account at Docker Hub. */
  private static boolean isHost(String segment) {
    return segment.equals("localhost")
        || segment.chars().anyMatch(c -> c == '.' || c == ':' || c >= 'A' && c <= 'Z');
  }

  private static void requireHost(String host) {
    if (host.length() > LONGEST) {
      throw new IllegalArgumentException("the host is longer than " + LONGEST + " characters");
    }
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("the host '" + OneLine.of(host) + "' is neither labels of letters, digits and"
          + " inner hyphens with periods between, nor an IPv6 address in brackets, with or without a port");
    }
  }

  private static void requirePath(String path) {
    if (path.length() > LONGEST) {
      throw new IllegalArgumentException("the path is longer than " + LONGEST + " characters");
    }
    for (String segment : path.split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches()) {
        throw new IllegalArgumentException("the path segment '" + OneLine.of(segment) + "' is not lower-case letters"
            + " and digits, joined by one '.', one or two '_' or any number of '-'");
      }
    }
  }

  @Override
  public String toString() {
    return host + "/" + path;
  }
}
