package dev.trustverifier.examples.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trustverifier.Digest;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a memory has, as people and programs read them.
 *
 * @param entries in order
 */
record MemoryEntries(List<MemoryEntry> entries) {

  /** All of them, a line each. */
  byte[] list() {
    Table table = new Table("COLLECTION", "TRUST BEGAN", "ROOT", "LAST SEEN", "KEPT IN");
    for (MemoryEntry entry : entries) {
      Optional<Remembered> known = known(entry);
      table.add(
          entry.key().map(key -> key.gun().value()).orElse("?"),
          entry.key().map(key -> key.basis().label()).orElse("?"),
          known.map(remembered -> version(remembered, RoleName.ROOT)).orElse("-"),
          known.flatMap(MemoryEntries::lastSeen).map(Instant::toString).orElse("-"),
          entry.place() + unreadable(entry).map(outage -> ": " + outage.message()).orElse(""));
    }
    return table.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Each with all its roles. */
  byte[] show() {
    StringBuilder text = new StringBuilder();
    for (MemoryEntry entry : entries) {
      text.append(text.isEmpty() ? "" : "\n");
      MemoryKey key = entry.key().orElseThrow();
      text.append(PlainText.of(key.gun() + " (" + key.basis().label() + "), in " + entry.place())).append("\n");
      unreadable(entry).ifPresent(outage -> text.append(PlainText.of(outage.message())).append('\n'));
      known(entry).ifPresent(remembered -> text.append(roles(remembered)));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String roles(Remembered remembered) {
    Table table = new Table("ROLE", "VERSION", "KEYS SINCE", "DIGEST", "LAST SEEN");
    remembered.floors().forEach((role, floor) -> table.add(
        role.value(), Long.toString(floor.version()), floor.since().toString(), floor.digest().toString(),
        floor.lastSeen().toString()));
    return "root file " + Digest.sha256(remembered.root()) + "\n\n" + table;
  }

  byte[] json() {
    return JsonText.array(json -> {
      for (MemoryEntry entry : entries) {
        json.writeStartObject();
        members(json, entry);
        json.writeEndObject();
      }
    });
  }

  private static void members(JsonGenerator json, MemoryEntry entry) throws IOException {
    if (entry.key().isPresent()) {
      json.writeStringField("gun", entry.key().get().gun().value());
      json.writeStringField("basis", entry.key().get().basis().label());
    }
    json.writeStringField(entry.kind(), entry.place());
    Optional<Outage> outage = unreadable(entry);
    if (outage.isPresent()) {
      json.writeStringField("unreadable", outage.get().message());
    }
    Optional<Remembered> known = known(entry);
    if (known.isPresent()) {
      json.writeStringField("root", Digest.sha256(known.get().root()).toString());
      JsonText.strings(json, "anchors", new TreeSet<>(known.get().anchors().stream().map(Digest::toString).toList()));
      json.writeArrayFieldStart("roles");
      for (Map.Entry<RoleName, Floor> floor : known.get().floors().entrySet()) {
        role(json, floor.getKey(), floor.getValue());
      }
      json.writeEndArray();
    }
  }

  private static void role(JsonGenerator json, RoleName role, Floor floor) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", role.value());
    json.writeNumberField("version", floor.version());
    json.writeArrayFieldStart("since");
    for (long version : floor.since()) {
      json.writeNumber(version);
    }
    json.writeEndArray();
    json.writeStringField("digest", floor.digest().toString());
    JsonText.strings(json, "keyIds", new TreeSet<>(floor.signers()));
    json.writeStringField("lastSeen", floor.lastSeen().toString());
    json.writeEndObject();
  }

  /** 0, or 3 where something cannot be read. */
  ExitCode exitCode() {
    return entries.stream().anyMatch(entry -> unreadable(entry).isPresent()) ? ExitCode.UNDECIDED : ExitCode.TRUSTED;
  }

  private static Optional<Remembered> known(MemoryEntry entry) {
    return entry.state() instanceof Recalled.Known known ? Optional.of(known.remembered()) : Optional.empty();
  }

  private static Optional<Outage> unreadable(MemoryEntry entry) {
    return entry.state() instanceof Recalled.Unreadable file ? Optional.of(file.outage()) : Optional.empty();
  }

  private static String version(Remembered remembered, RoleName role) {
    return Optional.ofNullable(remembered.floors().get(role)).map(floor -> "version " + floor.version()).orElse("-");
  }

  private static Optional<Instant> lastSeen(Remembered remembered) {
    return remembered.floors().values().stream().map(Floor::lastSeen).max(Comparator.naturalOrder());
  }
}
