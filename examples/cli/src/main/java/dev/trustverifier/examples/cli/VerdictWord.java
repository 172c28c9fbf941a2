package dev.trustverifier.examples.cli;

import dev.trustverifier.Verdict;
import java.util.Arrays;
import java.util.Locale;

/** A verdict in a word. */
enum VerdictWord {
  TRUSTED("\u001b[32m"),
  EXEMPT("\u001b[36m"),
  REJECTED("\u001b[31m"),
  UNDECIDED("\u001b[33m");

  private static final String END = "\u001b[0m";

  private final String colour;

  VerdictWord(String colour) {
    this.colour = colour;
  }

  static VerdictWord of(Verdict verdict) {
    if (verdict instanceof Verdict.Trusted) {
      return TRUSTED;
    }
    if (verdict instanceof Verdict.Exempt) {
      return EXEMPT;
    }
    return verdict instanceof Verdict.Rejected ? REJECTED : UNDECIDED;
  }

  /** The one that is written so. */
  static VerdictWord labelled(String text) {
    return Arrays.stream(values())
        .filter(word -> word.label().equals(text))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("a verdict is trusted, exempt, rejected or undecided"));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As wide as the longest of them. */
  String cell(Terminal terminal) {
    String padding = " ".repeat(UNDECIDED.name().length() - name().length());
    return (terminal.hasColours() ? colour + label() + END : label()) + padding;
  }
}
