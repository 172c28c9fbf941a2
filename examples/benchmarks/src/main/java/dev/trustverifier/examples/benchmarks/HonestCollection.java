package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.Digest;
import dev.trustverifier.Digest.Algorithm;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A collection as docker and a Notary service make one: every tag in targets, all keys ECDSA, all signatures good. Its
 * files are kept in memory. Immutable.
 */
public final class HonestCollection {
  private static final Gun GUN = new Gun("bench.example/library/app");
  private static final List<Algorithm> LISTED_BY = List.of(Algorithm.SHA256, Algorithm.SHA512);

  private final Gun gun;
  private final Instant made;
  private final int tags;
  private final SigningKey rootKey;
  private final Map<String, SigningKey> keys;
  private final Map<String, byte[]> files = new HashMap<>();

  private HonestCollection(Gun gun, int tags, Instant made) {
    this.gun = gun;
    this.made = made;
    this.tags = tags;
    this.rootKey = SigningKey.certified(gun, made.minus(Duration.ofHours(1)));
    this.keys =
        Map.of(
            "root", rootKey, "targets", SigningKey.bare(), "snapshot", SigningKey.bare(), "timestamp", SigningKey.bare());
  }

  /**
   * Makes a collection, signed with new keys.
   *
   * @param tags how many images it lists
   * @param made when it is made; it is valid for some years from then on
   * @return the collection
   */
  public static HonestCollection of(int tags, Instant made) {
    return of(GUN, tags, made);
  }

  /**
   * Makes a collection of a name, signed with new keys.
   *
   * @param gun its name
   * @param tags how many images it lists
   * @param made when it is made; it is valid for some years from then on
   * @return the collection
   */
  public static HonestCollection of(Gun gun, int tags, Instant made) {
    HonestCollection collection = new HonestCollection(gun, tags, made);
    String root = collection.publish("root", collection.root());
    String targets = collection.publish("targets", collection.targets());
    String snapshot =
        collection.publish("snapshot", collection.listing("Snapshot", Map.of("root", root, "targets", targets)));
    collection.publish("timestamp", collection.listing("Timestamp", Map.of("snapshot", snapshot)));
    return collection;
  }

  /** Signs a body, files it as a Notary server does, and returns the entry that others list it by. */
  private String publish(String role, String body) {
    SigningKey key = keys.get(role);
    if (key == null) {
      throw new IllegalArgumentException("no role of a collection: " + role);
    }
    byte[] file = key.sign(body);
    files.put(role + ".json", file);
    files.put("1." + role + ".json", file);
    files.put(role + "." + Digest.sha256(file).hex() + ".json", file);
    Map<String, String> hashes = new TreeMap<>();
    LISTED_BY.forEach(algorithm -> hashes.put(algorithm.label(), base64(Digest.of(algorithm, file))));
    return entry(hashes, file.length);
  }

  private static String entry(Map<String, String> hashes, long length) {
    return CanonicalText.object(Map.of("hashes", CanonicalText.object(hashes), "length", Long.toString(length)));
  }

  private String root() {
    Map<String, String> listed = new TreeMap<>();
    Map<String, String> roles = new TreeMap<>();
    keys.forEach(
        (role, key) -> {
          String id = key.id().hex();
          listed.put(id, key.listed());
          String ids = CanonicalText.array(List.of(CanonicalText.text(id)));
          roles.put(role, CanonicalText.object(Map.of("keyids", ids, "threshold", "1")));
        });
    return body(
        "Root",
        Map.of(
            "consistent_snapshot", "false",
            "keys", CanonicalText.object(listed),
            "roles", CanonicalText.object(roles)));
  }

  private String targets() {
    Map<String, String> rows = new TreeMap<>();
    for (int i = 0; i < tags; i++) {
      Digest digest = Digest.sha256(("manifest " + i).getBytes(StandardCharsets.US_ASCII));
      rows.put(tag(i), entry(Map.of("sha256", base64(digest)), 528 + i % 4096));
    }
    return body(
        "Targets",
        Map.of("delegations", "{\"keys\":{},\"roles\":[]}", "targets", CanonicalText.object(rows)));
  }

  private String listing(String type, Map<String, String> entries) {
    return body(type, Map.of("meta", CanonicalText.object(entries)));
  }

  private String body(String type, Map<String, String> members) {
    Map<String, String> all = new TreeMap<>(members);
    all.put("_type", CanonicalText.text(type));
    all.put("expires", CanonicalText.text(made.plus(Duration.ofDays(1000)).toString()));
    all.put("version", "1");
    return CanonicalText.object(all);
  }

  private static String base64(Digest digest) {
    return CanonicalText.text(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex())));
  }

  private static String tag(int index) {
    return "1." + index / 100 + "." + index % 100 + "-alpine";
  }

  /**
   * The repository.
   *
   * @return its full name
   */
  public Gun gun() {
    return gun;
  }

  /**
   * When this was made.
   *
   * @return an instant at which all of it is valid
   */
  public Instant made() {
    return made;
  }

  /**
   * The key to pin.
   *
   * @return the id of the root certificate
   */
  public KeyId rootKey() {
    return rootKey.id();
  }

  /**
   * An image that is listed.
   *
   * @return the one in the middle
   */
  public ImageReference image() {
    return new ImageReference(gun, Optional.of(tag(tags / 2)), Optional.empty());
  }

  /**
   * A file.
   *
   * @param name such as {@code timestamp.json}
   * @return its bytes, not to be written to; empty if there is no such file
   */
  public Optional<byte[]> file(String name) {
    return Optional.ofNullable(files.get(name));
  }
}
