package dev.trustverifier.tuf.conformance;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tuf.acr.AcrSource;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** By way of Azure Container Registries on loopback, one for each host, as somebody whom they know. */
final class AcrRoute implements Route, MetadataSource {
  private final Map<String, Registry> registries = new ConcurrentHashMap<>();

  private record Registry(AcrEmulator emulator, AcrSource source) {
    private static final String SECRET = "hunter2";

    static Registry named(String host) {
      AcrEmulator emulator = AcrEmulator.builder(host).account(AcrRole.PULLER, "puller", SECRET).start();
      Credentials puller = Credentials.of(Credential.password("puller", SECRET));
      return new Registry(emulator, AcrSource.builder(host).endpoint(emulator.uri()).credentials(puller).build());
    }
  }

  private Registry of(Gun gun) {
    return registries.computeIfAbsent(gun.value().substring(0, gun.value().indexOf('/')), Registry::named);
  }

  @Override
  public MetadataSource to(SimulatedSource server) {
    return Route.bringing(server, this, (gun, name) -> of(gun).emulator.serve(gun, () -> server.state(gun)));
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    return of(gun).source.fetch(gun, name, limit, deadline);
  }

  @Override
  public String describe(Gun gun) {
    return of(gun).source.describe(gun);
  }

  @Override
  public void close() {
    registries.values().forEach(registry -> {
      registry.source.close();
      registry.emulator.close();
    });
  }
}
