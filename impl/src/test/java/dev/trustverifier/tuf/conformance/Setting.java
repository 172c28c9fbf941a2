package dev.trustverifier.tuf.conformance;

import dev.trustverifier.TrustVerifier;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.Bounds;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.TrustVerifierContract;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.TufTrustVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verifier in the box, with one way to its metadata and one memory. Sources and memories know nothing of each other,
 * so each is played once.
 */
abstract class Setting implements TrustVerifierContract {
  private static final long MIB = 1 << 20;
  private static final int FEW = 4;

  private final Way way;
  private final Keeper keeper;
  private Optional<Route> route = Optional.empty();
  @TempDir private Path folder;

  Setting(Way way, Keeper keeper) {
    this.way = way;
    this.keeper = keeper;
  }

  @Override
  public TrustVerifier verifier(Ingredients ingredients) {
    Bounds most = bounds();
    return TufTrustVerifier.builder()
        .source(ingredients.source())
        .policy(ingredients.policy())
        .memory(ingredients.memory())
        .clock(ingredients.clock())
        .limits(new Limits(
            MIB, most.timestampBytes(), 4 * MIB, most.refreshBytes(), most.rotations(), most.delegations(),
            most.timestampValidity()))
        .build();
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Bounds bounds() {
    return new Bounds(MIB / 16, 2 * MIB, FEW, FEW, 256, 128, Optional.of(Duration.ofDays(36_500)));
  }

  @Override
  public MetadataSource offer(SimulatedSource server) throws IOException {
    if (route.isEmpty()) {
      route = Optional.of(way.lead(Files.createDirectory(folder.resolve("served"))));
    }
    return route.get().to(server);
  }

  @AfterEach
  void close() {
    route.ifPresent(Route::close);
  }

  @Override
  public TrustMemory memory() throws IOException {
    return keeper.fresh(Files.createTempDirectory(folder, "memory-"));
  }
}
