package dev.trustverifier.tuf.wire;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.TargetRow;
import dev.trustverifier.tuf.chain.TargetRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a targets file, each as little of it as it takes: proven collections are kept by the thousand, and most of
 * their rows are never asked for.
 */
final class JsonTargetRows implements TargetRows {
  private static final JsonValue.Members NONE = new JsonValue.Members(new String[0], new JsonValue[0]);
  private static final byte[] NO_DIGEST = {};

  private final String[] names;
  private final Packed[] rows;

  /** A row without its name; its digests as bytes, none for one that is missing or of the wrong size. */
  private record Packed(long length, byte[] sha256, byte[] sha512, @Nullable String custom) {
    private static final int OVERHEAD = 128;

    TargetRow unpacked(String name) {
      List<Digest> digests = new ArrayList<>(2);
      add(digests, Algorithm.SHA256, sha256);
      add(digests, Algorithm.SHA512, sha512);
      return new TargetRow(name, length, digests, Optional.ofNullable(custom));
    }

    long size(String name) {
      return OVERHEAD + name.length() + sha256.length + sha512.length + (custom == null ? 0 : custom.length());
    }

    boolean lists(Algorithm algorithm, byte[] digest) {
      return Arrays.equals(algorithm == Algorithm.SHA256 ? sha256 : sha512, digest);
    }

    private static void add(List<Digest> digests, Algorithm algorithm, byte[] digest) {
      if (digest.length > 0) {
        digests.add(new Digest(algorithm, HexFormat.of().formatHex(digest)));
      }
    }
  }

  private JsonTargetRows(String[] names, Packed[] rows) {
    this.names = names;
    this.rows = rows;
  }

  static JsonTargetRows read(Fields signed) throws Refused {
    Optional<Fields> targets = signed.optionalObject("targets", SpecRule.BODY_SHAPE);
    JsonValue.Members members = targets.isEmpty() ? NONE : targets.get().members();
    String[] names = new String[members.size()];
    Packed[] rows = new Packed[members.size()];
    for (int i = 0; i < rows.length; i++) {
      names[i] = members.name(i);
      rows[i] = packed(signed.role(), names[i], members.value(i));
    }
    return new JsonTargetRows(names, rows);
  }

  // The hot path for large collections: no messages are made unless something is wrong.
  private static Packed packed(RoleName role, String name, JsonValue value) throws Refused {
    if (!(value instanceof JsonValue.Members) && value != JsonValue.Literal.NULL) {
      throw Fields.refused(role, SpecRule.BODY_SHAPE, "the row of " + name + " is no object");
    }
    JsonValue.Members row = value instanceof JsonValue.Members members ? members : NONE;
    JsonValue length = present(row.find("length"));
    if (length != null && !(length instanceof JsonValue.Number)) {
      throw Fields.refused(role, SpecRule.BODY_SHAPE, "the length of " + name + " is no integer");
    }
    JsonValue.Members hashes = hashes(role, name, present(row.find("hashes")));
    JsonValue custom = present(row.find("custom"));
    return new Packed(
        length instanceof JsonValue.Number number ? number.value() : 0,
        digest(hashes, Algorithm.SHA256), digest(hashes, Algorithm.SHA512),
        custom == null ? null : CanonicalJson.text(custom));
  }

  private static JsonValue.Members hashes(RoleName role, String name, @Nullable JsonValue value) throws Refused {
    if (value == null) {
      return NONE;
    }
    if (!(value instanceof JsonValue.Members hashes)) {
      throw Fields.refused(role, SpecRule.BODY_SHAPE, "the hashes of " + name + " are no object");
    }
    for (int i = 0; i < hashes.size(); i++) {
      JsonValue hash = present(hashes.value(i));
      if (hash != null && !(hash instanceof JsonValue.Text text && Base64Text.isValid(text.value()))) {
        throw Fields.refused(role, SpecRule.BODY_SHAPE, "a hash of " + name + " is no base64");
      }
    }
    return hashes;
  }

  private static byte[] digest(JsonValue.Members hashes, Algorithm algorithm) {
    byte[] digest = hashes.find(algorithm.label()) instanceof JsonValue.Text text
        ? Base64.getDecoder().decode(text.value())
        : NO_DIGEST;
    return digest.length == algorithm.length() ? digest : NO_DIGEST;
  }

  /** A value that is null counts as absent, as in the reference. */
  private static @Nullable JsonValue present(@Nullable JsonValue value) {
    return value == JsonValue.Literal.NULL ? null : value;
  }

  @Override
  public Optional<TargetRow> find(String name) {
    int index = Utf8Order.find(names, name);
    return index < 0 ? Optional.empty() : Optional.of(rows[index].unpacked(name));
  }

  @Override
  public Stream<TargetRow> listing(Digest digest) {
    byte[] wanted = HexFormat.of().parseHex(digest.hex());
    return IntStream.range(0, rows.length)
        .filter(i -> rows[i].lists(digest.algorithm(), wanted))
        .mapToObj(i -> rows[i].unpacked(names[i]));
  }

  @Override
  public Stream<TargetRow> all() {
    return IntStream.range(0, rows.length).mapToObj(i -> rows[i].unpacked(names[i]));
  }

  @Override
  public long size() {
    return IntStream.range(0, rows.length).mapToLong(i -> rows[i].size(names[i])).sum();
  }
}
