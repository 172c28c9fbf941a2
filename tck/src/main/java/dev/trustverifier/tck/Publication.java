package dev.trustverifier.tck;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.MetadataName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the source under test is given: two collections of which one's name begins with the other's, every shape of
 * name, and contents that give away a source that cuts, decodes or mixes up what it stores. No content is metadata:
 * sources interpret nothing.
 */
final class Publication {
  static final Gun GUN = new Gun("registry.example:5000/team/app");
  static final Gun NEIGHBOUR = new Gun("registry.example:5000/team/app/sidecar");
  static final List<Gun> UNKNOWN = List.of(
      new Gun("registry.example:5000/team"),
      new Gun("Registry.example:5000/team/app"),
      new Gun("registry.example:5000/team/app/other"),
      new Gun("unknown.example/app"));

  static final MetadataName HASH_OF_ANOTHER_ROLE =
      new MetadataName.Hashed(RoleName.RELEASES, Digest.sha256(noise(100, 9)));
  static final PublishedFile SMALL = current(GUN, RoleName.TIMESTAMP);
  static final PublishedFile EMPTY = current(GUN, RoleName.SNAPSHOT);
  static final PublishedFile LARGE = current(GUN, RoleName.TARGETS);

  private static final int LARGE_LENGTH = 300_000;
  private static final int ALL_BYTES = 256;

  private Publication() {}

  static Map<PublishedFile, byte[]> files() {
    Map<PublishedFile, byte[]> files = new LinkedHashMap<>();
    files.put(SMALL, everyByte());
    files.put(EMPTY, new byte[0]);
    files.put(LARGE, noise(LARGE_LENGTH, 1));
    files.put(current(GUN, RoleName.ROOT), noise(100, 2));
    files.put(versioned(1), noise(100, 3));
    files.put(versioned(10), noise(100, 4));
    files.put(current(GUN, RoleName.RELEASES), noise(100, 5));
    files.put(current(GUN, new RoleName("targets/releases/nightly")), noise(100, 6));
    files.put(current(NEIGHBOUR, RoleName.TIMESTAMP), noise(ALL_BYTES, 7));
    files.put(current(NEIGHBOUR, RoleName.ROOT), noise(100, 8));
    putHashed(files, RoleName.TARGETS, noise(100, 9));
    putHashed(files, RoleName.TARGETS, noise(100, 10));
    putHashed(files, RoleName.RELEASES, noise(100, 11));
    return files;
  }

  private static PublishedFile current(Gun gun, RoleName role) {
    return new PublishedFile(gun, new MetadataName.Current(role));
  }

  private static PublishedFile versioned(long version) {
    return new PublishedFile(GUN, new MetadataName.Versioned(RoleName.ROOT, version));
  }

  private static void putHashed(Map<PublishedFile, byte[]> files, RoleName role, byte[] content) {
    files.put(new PublishedFile(GUN, new MetadataName.Hashed(role, Digest.sha256(content))), content);
  }

  private static byte[] everyByte() {
    byte[] content = new byte[ALL_BYTES];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) i;
    }
    return content;
  }

  private static byte[] noise(int length, long seed) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }
}
