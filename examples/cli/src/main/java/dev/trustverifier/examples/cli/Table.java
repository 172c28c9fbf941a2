package dev.trustverifier.examples.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of aligned columns. */
final class Table {
  private static final String GAP = "   ";

  private final List<List<String>> lines = new ArrayList<>();

  Table(String... headings) {
    lines.add(List.of(headings));
  }

  /** Adds a line; each cell is made plain. */
  void add(String... cells) {
    lines.add(List.of(cells).stream().map(PlainText::of).toList());
  }

  @Override
  public String toString() {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      text.append(padded(line, widths).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String padded(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append(line.get(i)).append(" ".repeat(widths[i] - width(line.get(i)))).append(GAP);
    }
    return text.toString();
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
