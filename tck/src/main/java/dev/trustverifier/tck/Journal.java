package dev.trustverifier.tck;

import dev.trustverifier.tck.repository.State;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What happened in a case so far, for whoever has to find out why it failed. */
final class Journal {
  private static final Pattern VERSION = Pattern.compile("\"version\":(-?\\d+)[,}]");
  private static final Pattern CURRENT = Pattern.compile("(root|timestamp|snapshot|targets(/[^.]+)?)\\.json");

  private static final int MOST = 8;

  private final List<String> lines = new ArrayList<>();

  void served(State state) {
    List<String> files =
        state.files().entrySet().stream()
            .filter(file -> CURRENT.matcher(file.getKey()).matches())
            .map(file -> shown(file.getKey(), file.getValue()))
            .toList();
    String few = files.stream().limit(MOST).collect(Collectors.joining(", "));
    String more = files.size() > MOST ? " and " + (files.size() - MOST) + " more" : "";
    lines.add("served " + (files.isEmpty() ? "nothing" : few + more));
  }

  void note(String line) {
    lines.add(line);
  }

  /** One line for each thing, in order. */
  String text(String indent) {
    return lines.stream().collect(Collectors.joining("\n" + indent));
  }

  private static String shown(String fileName, byte[] content) {
    Matcher version = VERSION.matcher(new String(content, StandardCharsets.UTF_8));
    return fileName + (version.find() ? " (" + version.group(1) + ")" : " (" + content.length + " bytes)");
  }
}
