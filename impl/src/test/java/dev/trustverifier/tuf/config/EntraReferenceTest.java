package dev.trustverifier.tuf.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tuf.acr.AcrSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities of Entra as policy files name them, in the environments that Azure makes. */
class EntraReferenceTest {
  private static final Gun GUN = new Gun("contoso.azurecr.io/app");

  private final AcrEmulator server = AcrEmulator.builder("contoso.azurecr.io")
      .account(AcrRole.PULLER, "first", "hunter2").account(AcrRole.PULLER, "second", "hunter2").start();
  @TempDir private Path folder;

  @BeforeEach
  void sign() {
    server.serve(SimulatedRepository.of(GUN, InstantSource.system())
        .addTarget(RoleName.TARGETS, "1", Digest.sha256(new byte[] {1})).publish());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Fetched timestamp(String reference, Map<String, String> environment) {
    EntraReference identity = EntraReference.parse(reference).orElseThrow();
    assertEquals(reference, identity.toString());
    try (AcrSource source = AcrSource.builder("contoso.azurecr.io").endpoint(server.uri())
        .identity(identity.in(environment)).build()) {
      return source.fetch(
          GUN, new MetadataName.Current(RoleName.TIMESTAMP), 1 << 20, Deadline.after(Duration.ofSeconds(60)));
    }
  }

  @Test
  void aWorkloadIsTheOneThatTheEnvironmentDescribes() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "hunter2");
    Map<String, String> environment = Map.of(
        "AZURE_TENANT_ID", "tenant", "AZURE_CLIENT_ID", "second", "AZURE_FEDERATED_TOKEN_FILE", token.toString(),
        "AZURE_AUTHORITY_HOST", server.uri().toString());
    assertInstanceOf(Fetched.Found.class, timestamp("workload-identity", environment));
    Files.writeString(token, "another");
    assertInstanceOf(Fetched.Failed.class, timestamp("workload-identity", environment));
  }

  @Test
  void aManagedIdentityIsTheOnlyOneOrTheOneThatIsNamed() {
    Map<String, String> environment =
        Map.of("IDENTITY_ENDPOINT", server.uri() + "/msi/token", "IDENTITY_HEADER", "hunter2");
    assertInstanceOf(Fetched.Found.class, timestamp("managed-identity", environment));
    assertInstanceOf(Fetched.Found.class, timestamp("managed-identity:second", environment));
    assertInstanceOf(Fetched.Failed.class, timestamp("managed-identity:third", environment));
  }

  @Test
  void saysWhichVariableIsMissing() {
    EntraReference workload = EntraReference.parse("workload-identity").orElseThrow();
    String why = assertThrows(IllegalArgumentException.class, () -> workload.in(Map.of())).getMessage();
    assertTrue(why.contains("AZURE_"), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"workload-identity:hunter2", "managed-identity:", "managed-identity:hunter2 x"})
  void refusesWhatCouldBeNoClientWithoutRepeatingIt(String text) {
    String why = assertThrows(IllegalArgumentException.class, () -> EntraReference.parse(text)).getMessage();
    assertFalse(why.contains("hunter2"), why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "docker-config:config.json", "env:TOKEN", "Managed-Identity", "managed-identity-2"})
  void leavesOtherReferencesToOthers(String text) {
    assertEquals(Optional.empty(), EntraReference.parse(text));
  }
}
