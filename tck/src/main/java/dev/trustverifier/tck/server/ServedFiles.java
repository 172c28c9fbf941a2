package dev.trustverifier.tck.server;

import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The collections of a server, and since when it has which file. Safe for use by several threads. */
final class ServedFiles {
  /** Ends with UTC, where HTTP wants GMT: so does notary-server. */
  private static final DateTimeFormatter LAST_MODIFIED =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Map<String, Supplier<State>> collections = new ConcurrentHashMap<>();
  private final Map<Version, Instant> since = new ConcurrentHashMap<>();
  private final InstantSource clock;

  private record Version(String gun, String fileName, int contentHash) {}

  ServedFiles(InstantSource clock) {
    this.clock = clock;
  }

  void serve(Gun gun, Supplier<State> state) {
    collections.put(gun.value(), state);
  }

  void forget(Gun gun) {
    collections.remove(gun.value());
  }

  void forgetAll() {
    collections.clear();
  }

  /** A file of what is served, or of what a replica has. */
  Optional<byte[]> file(String gun, String fileName, Optional<State> replica) {
    return state(gun)
        .map(newest -> replica.filter(behind -> behind.gun().value().equals(gun)).orElse(newest))
        .flatMap(state -> state.file(fileName));
  }

  private Optional<State> state(String gun) {
    return Optional.ofNullable(collections.get(gun)).map(Supplier::get);
  }

  /** A file as Go's server sends it: with the type that its first bytes look like. */
  Answer answer(String gun, String fileName, byte[] content) {
    Instant first = since.computeIfAbsent(
        new Version(gun, fileName, Arrays.hashCode(content)), unseen -> clock.instant());
    Answer answer = new Answer(200, List.of("Last-Modified: " + LAST_MODIFIED.format(first)), content);
    return content.length == 0 ? answer : answer.with("Content-Type: " + sniffed(content));
  }

  private static String sniffed(byte[] content) {
    String start = new String(content, 0, Math.min(content.length, 512), StandardCharsets.ISO_8859_1);
    boolean binary = start.chars().anyMatch(byt -> byt < ' ' && "\t\n\f\r\u001b".indexOf(byt) < 0);
    return binary ? "application/octet-stream" : "text/plain; charset=utf-8";
  }
}
