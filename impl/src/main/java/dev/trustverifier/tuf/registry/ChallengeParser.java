package dev.trustverifier.tuf.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code WWW-Authenticate} (RFC 9110, section 11): several headers, several challenges in one, parameters in any
 * order and case, quoted or not. Unquoted values may hold what servers put there, such as the slashes of a URL. Where
 * one challenge cannot be read, neither it nor what follows it in the same header counts.
 */
final class ChallengeParser {
  private static final int LONGEST = 16 * 1024;
  private static final String SYMBOLS_OF_TOKENS = "!#$%&'*+-.^_`|~";
  private static final String SYMBOLS_OF_CREDENTIALS = "-._~+/";

  private final String text;
  private int at;

  private ChallengeParser(String text) {
    this.text = text;
  }

  /** All challenges of all headers, in order. */
  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      if (header.length() <= LONGEST) {
        new ChallengeParser(header).addTo(challenges);
      }
    }
    return challenges;
  }

  private void addTo(List<Challenge> challenges) {
    for (skipSeparators(); at < text.length(); skipSeparators()) {
      String scheme = token();
      Optional<Map<String, String>> parameters = scheme.isEmpty() ? Optional.empty() : parameters();
      if (parameters.isEmpty()) {
        return;
      }
      challenges.add(new Challenge(scheme, parameters.get()));
    }
  }

  /** What follows a scheme; empty if it cannot be read. */
  private Optional<Map<String, String>> parameters() {
    Map<String, String> parameters = new HashMap<>();
    if (at < text.length() && !isSpace() && text.charAt(at) != ',') {
      return Optional.empty();
    }
    skipSpace();
    if (skipBareCredentials()) {
      return Optional.of(parameters);
    }
    for (skipSeparators(); at < text.length(); skipSeparators()) {
      int start = at;
      String name = token().toLowerCase(Locale.ROOT);
      skipSpace();
      if (name.isEmpty() || !accept('=')) {
        at = start; // Another scheme, or nothing that can be read.
        return name.isEmpty() ? Optional.empty() : Optional.of(parameters);
      }
      Optional<String> value = value();
      if (value.isEmpty() || parameters.put(name, value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** Skips what some schemes have in place of parameters; not what merely begins like it. */
  private boolean skipBareCredentials() {
    int start = at;
    while (at < text.length() && (isLetterOrDigit() || SYMBOLS_OF_CREDENTIALS.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    boolean some = at > start;
    while (at < text.length() && text.charAt(at) == '=') {
      at++;
    }
    skipSpace();
    if (some && (at == text.length() || text.charAt(at) == ',')) {
      return true;
    }
    at = start;
    return false;
  }

  private Optional<String> value() {
    skipSpace();
    if (accept('"')) {
      return quoted();
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != ',' && !isSpace()) {
      at++;
    }
    String value = text.substring(start, at);
    skipSpace();
    boolean ends = at == text.length() || text.charAt(at) == ',';
    return ends && value.indexOf('"') < 0 ? Optional.of(value) : Optional.empty();
  }

  private Optional<String> quoted() {
    StringBuilder value = new StringBuilder();
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '"') {
        skipSpace();
        return at == text.length() || text.charAt(at) == ',' ? Optional.of(value.toString()) : Optional.empty();
      }
      if (next == '\\' && at < text.length()) {
        next = text.charAt(at++);
      }
      value.append(next);
    }
    return Optional.empty();
  }

  private String token() {
    int start = at;
    while (at < text.length() && (isLetterOrDigit() || SYMBOLS_OF_TOKENS.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean accept(char wanted) {
    boolean there = at < text.length() && text.charAt(at) == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpace() {
    while (at < text.length() && isSpace()) {
      at++;
    }
  }

  private void skipSeparators() {
    while (at < text.length() && (isSpace() || text.charAt(at) == ',')) {
      at++;
    }
  }

  private boolean isSpace() {
    return text.charAt(at) == ' ' || text.charAt(at) == '\t';
  }

  private boolean isLetterOrDigit() {
    char c = text.charAt(at);
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
