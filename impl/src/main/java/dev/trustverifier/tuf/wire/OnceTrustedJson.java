package dev.trustverifier.tuf.wire;

import dev.trustverifier.Digest;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.OnceTrusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The images that were trusted once, as a part of what is remembered of a collection. */
final class OnceTrustedJson {
  private static final String PLACE = "body.onceTrusted";
  private static final String[] IMAGE = {"digest", "lastListed", "length", "role", "signers", "tag"};

  private OnceTrustedJson() {}

  static JsonValue written(List<OnceTrusted> images) {
    return new JsonValue.Array(images.stream().map(OnceTrustedJson::written).toList());
  }

  private static JsonValue written(OnceTrusted image) {
    Map<String, JsonValue> signers = new HashMap<>();
    image.signers().forEach((role, keys) -> signers.put(role.value(), RememberedJson.texts(keys)));
    return RememberedJson.members(Map.of(
        "digest", RememberedJson.text(image.digest()),
        "lastListed", RememberedJson.text(image.lastListed()),
        "length", RememberedJson.text(image.length()),
        "role", RememberedJson.text(image.role()),
        "signers", RememberedJson.members(signers),
        "tag", RememberedJson.text(image.tag())));
  }

  static List<OnceTrusted> read(JsonValue written) throws CorruptMemory {
    if (!(written instanceof JsonValue.Array array) || array.elements().size() > OnceTrusted.MOST) {
      throw new CorruptMemory(PLACE + " is no list of up to " + OnceTrusted.MOST + " images");
    }
    List<OnceTrusted> images = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      OnceTrusted image = image(ExactMembers.of(PLACE, element, IMAGE));
      if (images.stream().anyMatch(image::isOf)) {
        throw new CorruptMemory(PLACE + " has " + image.tag() + " " + image.digest() + " twice");
      }
      images.add(image);
    }
    return images;
  }

  private static OnceTrusted image(ExactMembers image) throws CorruptMemory {
    ExactMembers signers = ExactMembers.any(PLACE + ".signers", image.members().find("signers"));
    SortedMap<RoleName, Set<KeyId>> keysByRole = new TreeMap<>();
    for (int i = 0; i < signers.members().size(); i++) {
      String role = signers.members().name(i);
      Set<KeyId> keys = new HashSet<>(signers.texts(role, KeyId::new));
      keysByRole.put(ExactMembers.parse(signers.place(), RememberedJson.text(role), RoleName::new), keys);
    }
    try {
      return new OnceTrusted(
          image.text("tag", tag -> tag), image.text("digest", Digest::parse), image.text("length", Long::parseLong),
          image.text("role", RoleName::new), keysByRole, image.text("lastListed", Instant::parse));
    } catch (IllegalArgumentException e) {
      throw new CorruptMemory(PLACE + ": " + e.getMessage());
    }
  }
}
