package dev.trustverifier.tuf.acr;

import dev.trustverifier.Gun;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class AcrSourceContractTest implements MetadataSourceContract {
  private static final String REGISTRY = "registry.example:5000";
  private static final String PASSWORD = "hunter2";

  private AcrEmulator server;

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
    stopServer();
    Map<Gun, State> states = new HashMap<>();
    files.forEach((file, content) -> states.compute(file.gun(), (gun, before) ->
        (before == null ? new State(gun, Map.of()) : before).with(file.name().fileName(), content)));
    server = AcrEmulator.builder(REGISTRY).account(AcrRole.PULLER, "app", PASSWORD).start();
    states.values().forEach(server::serve);
    return source(server.uri());
  }

  @Override
  public Optional<MetadataSource> broken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      return Optional.of(source(URI.create("http://127.0.0.1:" + taken.getLocalPort())));
    }
  }

  @Override
  public Optional<MetadataSource> refused() {
    publishing(Map.of());
    return Optional.of(AcrSource.builder(REGISTRY).endpoint(server.uri()).build());
  }

  private static MetadataSource source(URI endpoint) {
    return AcrSource.builder(REGISTRY).endpoint(endpoint)
        .credentials(Credentials.of(Credential.password("app", PASSWORD))).build();
  }

  @Override
  public List<String> secrets() {
    return List.of(PASSWORD);
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }
}
