package dev.trustverifier.tck;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Remembered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the memory under test is given to keep: the least, the most, and things that differ in one part only. */
final class Keepsakes {
  static final Gun GUN = new Gun("registry.example:5000/team/app");
  static final MemoryKey KEY = new MemoryKey(GUN, Basis.PINNED);

  /** Names that a sloppy memory takes for {@link #GUN} or for one another. */
  static final List<Gun> NEIGHBOURS =
      List.of(
          new Gun("registry.example:5000/team"),
          new Gun("registry.example:5000/team/app/sidecar"),
          new Gun("registry.example:5000/team/app-1"),
          new Gun("registry.example:5000/team/app_1"),
          new Gun("registry.example:5000/team/app.1"),
          new Gun("registry.example/5000/team/app"),
          new Gun("registry.example:500/team/app"),
          new Gun(longest("a")),
          new Gun(longest("b")));

  private static final int BIG = 3 << 20;
  private static final int MANY = 300;

  private Keepsakes() {}

  /** One of many that differ in their version, and in what follows from it. */
  static Remembered version(long version) {
    byte[] root = ("{\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8);
    return new Remembered(root, Set.of(Digest.sha256(root)), Map.of(RoleName.ROOT, floor(List.of(), version)));
  }

  static long versionOf(Remembered remembered) {
    return remembered.floors().get(RoleName.ROOT).version();
  }

  /** Every shape, by what is special about it. */
  static Map<String, Remembered> shapes() {
    Map<String, Remembered> shapes = new LinkedHashMap<>();
    shapes.put("the least that there is", new Remembered(new byte[0], Set.of(), Map.of()));
    shapes.put("a root of every byte", new Remembered(everyByte(), Set.of(), Map.of()));
    shapes.put("a root of " + BIG + " bytes", new Remembered(noise(), Set.of(), base()));
    shapes.put("every base role", new Remembered(everyByte(), digests(), base()));
    shapes.put("many delegations", new Remembered(everyByte(), digests(), delegations()));
    Map<String, Floor> floors = new LinkedHashMap<>();
    floors.put("the highest version", floor(List.of(Long.MAX_VALUE), Long.MAX_VALUE));
    floors.put("a since of many numbers", floor(List.of(1L, 1L, Long.MAX_VALUE, 2L, 3L, 10L), 1));
    floors.put("no signers", new Floor(List.of(), 1, Digest.sha256(new byte[0]), Set.of(), Instant.EPOCH));
    floors.put("two signers", new Floor(List.of(), 1, Digest.sha256(new byte[0]), twoKeys(), Instant.EPOCH));
    floors.put("a time to the nanosecond", seen(Instant.parse("2026-11-22T10:00:00.123456789Z")));
    floors.put("a time long ago", seen(Instant.parse("-0044-03-15T12:00:00Z")));
    floors.put("a time that never comes", seen(Instant.MAX));
    floors.forEach((name, floor) ->
        shapes.put(name, new Remembered(everyByte(), digests(), Map.of(RoleName.TARGETS, floor))));
    RoleName longest = new RoleName("targets/" + "a".repeat(247));
    shapes.put("the longest name of a role",
        new Remembered(everyByte(), digests(), Map.of(longest, floor(List.of(1L), 1))));
    shapes.put("an image that was trusted once", withImages(List.of(image("v1", 1))));
    shapes.put("two images of one tag", withImages(List.of(image("v1", 1), image("v1", 2))));
    shapes.put("the most images", withImages(images()));
    return shapes;
  }

  private static Remembered withImages(List<OnceTrusted> images) {
    return new Remembered(everyByte(), digests(), base(), images);
  }

  /** The smallest and the largest of everything that is remembered of an image. */
  private static OnceTrusted image(String tag, int number) {
    Digest digest = Digest.sha256(new byte[] {(byte) number});
    SortedMap<RoleName, Set<KeyId>> signers = new TreeMap<>(Map.of(
        RoleName.TARGETS, twoKeys(),
        new RoleName("targets/releases/nightly"), Set.of()));
    long length = number == 1 ? 0 : Long.MAX_VALUE;
    return new OnceTrusted(
        tag, digest, length, RoleName.TARGETS, signers, Instant.parse("2026-11-22T10:00:00.123456789Z"));
  }

  private static Set<KeyId> twoKeys() {
    return Set.of(new KeyId("1".repeat(64)), new KeyId("2".repeat(64)));
  }

  private static List<OnceTrusted> images() {
    List<OnceTrusted> images = new ArrayList<>();
    for (int i = 0; i < OnceTrusted.MOST; i++) {
      images.add(image("v".repeat(120) + "_." + i, i));
    }
    return images;
  }

  /** What is not {@code version(1)}, though all but one part of it is. */
  static Map<String, Remembered> almostVersionOne() {
    Remembered one = version(1);
    Floor floor = one.floors().get(RoleName.ROOT);
    Map<String, Remembered> almost = new LinkedHashMap<>();
    almost.put("the root", new Remembered(new byte[] {1}, one.anchors(), one.floors()));
    almost.put("the anchors", new Remembered(one.root(), Set.of(), one.floors()));
    almost.put("the roles", new Remembered(one.root(), one.anchors(), base()));
    Map<String, Floor> floors = new LinkedHashMap<>();
    Digest other = Digest.sha256(new byte[] {7});
    floors.put("since", new Floor(List.of(1L), 1, floor.digest(), floor.signers(), floor.lastSeen()));
    floors.put("the version", new Floor(List.of(), 2, floor.digest(), floor.signers(), floor.lastSeen()));
    floors.put("the digest", new Floor(List.of(), 1, other, floor.signers(), floor.lastSeen()));
    floors.put("the signers", new Floor(List.of(), 1, floor.digest(), Set.of(), floor.lastSeen()));
    floors.put("the time", new Floor(List.of(), 1, floor.digest(), floor.signers(), floor.lastSeen().plusNanos(1)));
    floors.forEach((part, changed) ->
        almost.put(part, new Remembered(one.root(), one.anchors(), Map.of(RoleName.ROOT, changed))));
    almost.put("the images", new Remembered(one.root(), one.anchors(), one.floors(), List.of(image("v1", 1))));
    return almost;
  }

  private static Floor floor(List<Long> since, long version) {
    Digest digest = Digest.sha256((since + "/" + version).getBytes(StandardCharsets.UTF_8));
    return new Floor(since, version, digest, Set.of(new KeyId(digest.hex())), Instant.EPOCH);
  }

  private static Floor seen(Instant when) {
    return new Floor(List.of(), 1, Digest.sha256(new byte[0]), Set.of(), when);
  }

  private static Map<RoleName, Floor> base() {
    Map<RoleName, Floor> floors = new HashMap<>();
    floors.put(RoleName.ROOT, floor(List.of(), 3));
    for (RoleName role : List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
      floors.put(role, floor(List.of(2L), 5));
    }
    return floors;
  }

  private static Map<RoleName, Floor> delegations() {
    Map<RoleName, Floor> floors = base();
    List<Long> since = new ArrayList<>(List.of(2L));
    StringBuilder name = new StringBuilder("targets");
    for (int depth = 1; depth <= 8; depth++) {
      since.add((long) depth);
      floors.put(new RoleName(name.append("/level-").append(depth).toString()), floor(since, depth));
    }
    for (int i = 1; i <= MANY; i++) {
      floors.put(new RoleName("targets/team_" + i), floor(List.of(2L, 5L), i));
    }
    return floors;
  }

  private static Set<Digest> digests() {
    Set<Digest> digests = new HashSet<>();
    for (byte i = 0; i < 10; i++) {
      digests.add(Digest.sha256(new byte[] {i}));
    }
    return digests;
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static byte[] noise() {
    byte[] bytes = new byte[BIG];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static String longest(String end) {
    return "r.".repeat(123) + "example/" + "a/".repeat(127) + end;
  }
}
