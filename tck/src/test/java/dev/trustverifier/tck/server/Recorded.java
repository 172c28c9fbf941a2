package dev.trustverifier.tck.server;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.State;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What a real notary-server answered to a table of requests: a request in one line, and below it, indented, status,
 * headers in alphabetical order, and body. Files, dates and the hash of the root are not spelled out.
 */
record Recorded(List<String> requests, String text) {

  static Recorded in(String fileName) throws IOException {
    String text = Files.readString(Path.of("src/test/recorded", fileName));
    return new Recorded(text.lines().filter(line -> !line.startsWith(" ")).toList(), text);
  }

  /** The same table with the answers of some server that holds a collection. */
  String answersOf(URI server, State state) throws IOException {
    String hash = Digest.sha256(state.current(RoleName.ROOT)).hex();
    StringBuilder table = new StringBuilder();
    for (String line : requests) {
      String[] parts = line.split(" with ");
      String request = parts[0].replace("{GUN}", state.gun().value()).replace("{HASH}", hash)
          .replace("{UPPERCASE HASH}", hash.toUpperCase(Locale.ROOT));
      String answer = parts.length == 1
          ? Wire.ask(server, request)
          : Wire.ask(server, request, "Authorization: " + parts[1]);
      table.append(line).append('\n');
      shown(answer).forEach(shown ->
          table.append("  ").append(shown.replace(state.gun().value(), "{GUN}")).append('\n'));
    }
    return table.toString();
  }

  private static List<String> shown(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    List<String> head = answer.substring(0, end).lines().toList();
    List<String> shown = new ArrayList<>(List.of(head.get(0)));
    TreeSet<String> headers = new TreeSet<>(head.subList(1, head.size()));
    boolean file = headers.stream().anyMatch(line -> line.startsWith("Last-Modified"));
    headers.removeIf(line -> line.equals("Connection: close") || file && line.startsWith("Content-Length"));
    headers.forEach(line -> shown.add(line
        .replaceFirst("(Date|Last-Modified): \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d", "$1: …")));
    String body = answer.substring(end + 4);
    shown.add(file ? "<file>" : new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip());
    return shown;
  }
}
