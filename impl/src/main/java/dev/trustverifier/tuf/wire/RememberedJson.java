package dev.trustverifier.tuf.wire;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Remembered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is remembered of one collection, as bytes to keep: canonical JSON with a format number, the key it is kept under
 * and a checksum. One value has one form only, and nothing else is read: a byte more, less or changed is found out.
 * Immutable.
 *
 * <p>Format 2 is format 1 with images that were trusted once, and is written only where there are any: older versions
 * read all else, and say of format 2 that they cannot.
 *
 * @param key under what it is kept
 * @param remembered what is kept
 */
public record RememberedJson(MemoryKey key, Remembered remembered) {
  private static final JsonValue FORMAT = new JsonValue.Number(1);
  private static final JsonValue WITH_IMAGES = new JsonValue.Number(2);
  private static final String[] FILE = {"body", "format", "sha256"};
  private static final String[] BODY = {"anchors", "basis", "floors", "gun", "root"};
  private static final String[] BODY_WITH_IMAGES = {"anchors", "basis", "floors", "gun", "onceTrusted", "root"};
  private static final String[] FLOOR = {"digest", "lastSeen", "signers", "since", "version"};

  /** Checks that nothing is missing. */
  public RememberedJson {
    Objects.requireNonNull(key);
    Objects.requireNonNull(remembered);
  }

  /**
   * Writes it.
   *
   * @return the bytes that {@link #read} takes
   */
  public byte[] bytes() {
    Map<String, JsonValue> members = new HashMap<>();
    members.put("anchors", texts(remembered.anchors()));
    members.put("basis", text(key.basis().label()));
    members.put("floors", floors());
    members.put("gun", text(key.gun()));
    members.put("root", text(Base64.getEncoder().encodeToString(remembered.root())));
    if (!remembered.onceTrusted().isEmpty()) {
      members.put("onceTrusted", OnceTrustedJson.written(remembered.onceTrusted()));
    }
    JsonValue body = members(members);
    JsonValue format = remembered.onceTrusted().isEmpty() ? FORMAT : WITH_IMAGES;
    return utf8(members(Map.of("body", body, "format", format, "sha256", text(checksum(body)))));
  }

  /**
   * Reads what was written.
   *
   * @param content the bytes
   * @return it
   * @throws CorruptMemory if this is not exactly what {@link #bytes} writes
   */
  public static RememberedJson read(byte[] content) throws CorruptMemory {
    JsonValue tree = tree(content);
    JsonValue format = ExactMembers.any("file", tree).members().find("format");
    if (!FORMAT.equals(format) && !WITH_IMAGES.equals(format)) {
      throw new CorruptMemory("file.format is " + (format == null ? "missing" : CanonicalJson.text(format))
          + ", and this version reads only " + CanonicalJson.text(FORMAT) + " and " + CanonicalJson.text(WITH_IMAGES));
    }
    ExactMembers file = ExactMembers.of("file", tree, FILE);
    ExactMembers body = ExactMembers.of("body", file.members().find("body"), FORMAT.equals(format) ? BODY : BODY_WITH_IMAGES);
    if (!file.text("sha256", text -> text).equals(checksum(body.members()))) {
      throw new CorruptMemory("file.sha256 is not the checksum of the body");
    }
    RememberedJson read = new RememberedJson(key(body), remembered(body));
    if (!Arrays.equals(read.bytes(), content)) {
      throw new CorruptMemory("file is not in the one form that it is written in");
    }
    return read;
  }

  /**
   * What is remembered under one key.
   *
   * @param expected the key that was asked for
   * @return what is remembered
   * @throws CorruptMemory if it was written under another key
   */
  public Remembered under(MemoryKey expected) throws CorruptMemory {
    if (!key.equals(expected)) {
      throw new CorruptMemory("body is about another collection: " + key.gun() + " (" + key.basis().label() + ")");
    }
    return remembered;
  }

  private JsonValue floors() {
    Map<String, JsonValue> floors = new HashMap<>();
    remembered.floors().forEach((role, floor) -> floors.put(role.value(), written(floor)));
    return members(floors);
  }

  // Versions are texts, because any long is legal and a JSON number ends at 2^53.
  private static JsonValue written(Floor floor) {
    return members(Map.of(
        "digest", text(floor.digest()),
        "signers", texts(floor.signers()),
        "lastSeen", text(floor.lastSeen()),
        "since", new JsonValue.Array(floor.since().stream().map(RememberedJson::text).toList()),
        "version", text(floor.version())));
  }

  private static MemoryKey key(ExactMembers body) throws CorruptMemory {
    return new MemoryKey(body.text("gun", Gun::new), body.text("basis", RememberedJson::basis));
  }

  private static Basis basis(String label) {
    return Arrays.stream(Basis.values())
        .filter(basis -> basis.label().equals(label))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("trust cannot begin so: " + label));
  }

  private static Remembered remembered(ExactMembers body) throws CorruptMemory {
    ExactMembers floors = ExactMembers.any("body.floors", body.members().find("floors"));
    Map<RoleName, Floor> floorByRole = new HashMap<>();
    for (int i = 0; i < floors.members().size(); i++) {
      JsonValue role = text(floors.members().name(i));
      floorByRole.put(
          ExactMembers.parse("body.floors", role, RoleName::new),
          floor(floors.place() + "." + floors.members().name(i), floors.members().value(i)));
    }
    byte[] root = body.text("root", Base64.getDecoder()::decode);
    JsonValue images = body.members().find("onceTrusted");
    return new Remembered(
        root, new HashSet<>(body.texts("anchors", Digest::parse)), floorByRole,
        images == null ? List.of() : OnceTrustedJson.read(images));
  }

  private static Floor floor(String place, JsonValue value) throws CorruptMemory {
    ExactMembers floor = ExactMembers.of(place, value, FLOOR);
    return new Floor(
        floor.texts("since", RememberedJson::version),
        floor.text("version", RememberedJson::version),
        floor.text("digest", Digest::parse),
        new HashSet<>(floor.texts("signers", KeyId::new)),
        floor.text("lastSeen", Instant::parse));
  }

  private static long version(String text) {
    long version = Long.parseLong(text);
    if (version < 1) {
      throw new IllegalArgumentException("versions start at 1: " + version);
    }
    return version;
  }

  private static JsonValue tree(byte[] content) throws CorruptMemory {
    try {
      return JsonReader.read(content);
    } catch (JsonFault fault) {
      throw new CorruptMemory("file is not JSON: " + fault.getMessage());
    }
  }

  private static String checksum(JsonValue body) {
    return Digest.sha256(utf8(body)).hex();
  }

  private static byte[] utf8(JsonValue value) {
    return CanonicalJson.text(value).getBytes(StandardCharsets.UTF_8);
  }

  static JsonValue texts(Collection<?> values) {
    return new JsonValue.Array(values.stream().map(Object::toString).sorted().map(RememberedJson::text).toList());
  }

  static JsonValue text(Object value) {
    return new JsonValue.Text(value.toString());
  }

  /** All names are ASCII, so that Java orders them as canonical JSON does. */
  static JsonValue members(Map<String, JsonValue> values) {
    TreeMap<String, JsonValue> sorted = new TreeMap<>(values);
    return new JsonValue.Members(
        sorted.keySet().toArray(String[]::new), sorted.values().toArray(JsonValue[]::new));
  }
}
