package dev.trustverifier.tuf.wire;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.TargetRow;
import dev.trustverifier.tuf.chain.TargetRows;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows as they stand in the tree: their types are checked at once, their digests decoded when somebody asks. */
final class JsonTargetRows implements TargetRows {
  private static final JsonValue.Members NONE = new JsonValue.Members(new String[0], new JsonValue[0]);

  private final JsonValue.Members rows;

  private JsonTargetRows(JsonValue.Members rows) {
    this.rows = rows;
  }

  static JsonTargetRows read(Fields signed) throws Refused {
    Optional<Fields> targets = signed.optionalObject("targets", SpecRule.BODY_SHAPE);
    JsonValue.Members rows = targets.isEmpty() ? NONE : targets.get().members();
    for (int i = 0; i < rows.size(); i++) {
      requireShape(signed.role(), rows.name(i), rows.value(i));
    }
    return new JsonTargetRows(rows);
  }

  // The hot path for large collections: no strings are made unless something is wrong.
  private static void requireShape(RoleName role, String name, JsonValue row) throws Refused {
    if (row == JsonValue.Literal.NULL) {
      return;
    }
    if (!(row instanceof JsonValue.Members members)) {
      throw Fields.refused(role, SpecRule.BODY_SHAPE, "the row of " + name + " is no object");
    }
    JsonValue length = members.find("length");
    if (!isAbsent(length) && !(length instanceof JsonValue.Number)) {
      throw Fields.refused(role, SpecRule.BODY_SHAPE, "the length of " + name + " is no integer");
    }
    JsonValue hashes = members.find("hashes");
    if (isAbsent(hashes)) {
      return;
    }
    if (!(hashes instanceof JsonValue.Members digests)) {
      throw Fields.refused(role, SpecRule.BODY_SHAPE, "the hashes of " + name + " are no object");
    }
    for (int i = 0; i < digests.size(); i++) {
      JsonValue digest = digests.value(i);
      if (!isAbsent(digest) && !(digest instanceof JsonValue.Text text && Base64Text.isValid(text.value()))) {
        throw Fields.refused(role, SpecRule.BODY_SHAPE, "a hash of " + name + " is no base64");
      }
    }
  }

  private static boolean isAbsent(@Nullable JsonValue value) {
    return value == null || value == JsonValue.Literal.NULL;
  }

  @Override
  public Optional<TargetRow> find(String name) {
    return Optional.ofNullable(rows.find(name)).map(row -> row(name, row));
  }

  @Override
  public Stream<TargetRow> all() {
    return IntStream.range(0, rows.size()).mapToObj(i -> row(rows.name(i), rows.value(i)));
  }

  private static TargetRow row(String name, JsonValue value) {
    if (!(value instanceof JsonValue.Members members)) {
      return new TargetRow(name, 0, List.of(), Optional.empty());
    }
    long length = members.find("length") instanceof JsonValue.Number number ? number.value() : 0;
    Optional<String> custom = Optional.ofNullable(members.find("custom"))
        .filter(c -> c != JsonValue.Literal.NULL)
        .map(CanonicalJson::text);
    return new TargetRow(name, length, digests(members.find("hashes")), custom);
  }

  private static List<Digest> digests(@Nullable JsonValue hashes) {
    List<Digest> digests = new ArrayList<>();
    if (hashes instanceof JsonValue.Members members) {
      for (Algorithm algorithm : FileMetas.ALGORITHMS) {
        if (members.find(algorithm.label()) instanceof JsonValue.Text text) {
          byte[] value = Base64.getDecoder().decode(text.value());
          if (value.length == algorithm.length()) {
            digests.add(new Digest(algorithm, HexFormat.of().formatHex(value)));
          }
        }
      }
    }
    return digests;
  }
}
