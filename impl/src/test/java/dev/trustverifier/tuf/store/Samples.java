package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Things to remember. */
final class Samples {
  static final Gun GUN = new Gun("lab.example/a");
  static final MemoryKey KEY = new MemoryKey(GUN, Basis.PINNED);

  private Samples() {}

  /** One that differs from all others in its version. */
  static Remembered version(long version) {
    byte[] root = ("{\"version\":" + version + "}").getBytes(StandardCharsets.UTF_8);
    Digest digest = Digest.sha256(root);
    Floor floor = new Floor(List.of(), version, digest, Set.of(new KeyId(digest.hex())), Instant.EPOCH);
    return new Remembered(root, Set.of(digest), Map.of(RoleName.ROOT, floor));
  }

  /** The version of what is known, 0 if nothing is; fails if that cannot be told. */
  static long versionOf(Recalled recalled) {
    return known(recalled).map(remembered -> remembered.floors().get(RoleName.ROOT).version()).orElse(0L);
  }

  static Optional<Remembered> known(Recalled recalled) {
    if (recalled instanceof Recalled.Unreadable unreadable) {
      throw new AssertionError(unreadable.outage().message());
    }
    return recalled instanceof Recalled.Known known ? Optional.of(known.remembered()) : Optional.empty();
  }

  static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(30));
  }
}
