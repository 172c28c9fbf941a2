package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in the environment that Azure gives to a workload. */
class WorkloadIdentityTest {
  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.named("azure", InstantSource.system().instant());

  @TempDir private Path folder;

  private String verify(AcrEmulator server, String... how) throws IOException, InterruptedException {
    Path token = Files.writeString(folder.resolve("token"), "hunter2");
    Path out = folder.resolve("out");
    List<String> command = List.of(JAVA, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        Trustverify.class.getName(), "verify");
    ProcessBuilder process = new ProcessBuilder(Run.with(command, how))
        .redirectErrorStream(true).redirectOutput(out.toFile());
    process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    process.environment().putAll(Map.of(
        "AZURE_TENANT_ID", "tenant", "AZURE_CLIENT_ID", "app", "AZURE_FEDERATED_TOKEN_FILE", token.toString(),
        "AZURE_AUTHORITY_HOST", server.uri().toString()));
    process.start().waitFor();
    return Files.readString(out).replaceFirst(" .*\n", "");
  }

  @Test
  void asksAsTheWorkloadThatAnOptionOrAPolicyNames() throws IOException, InterruptedException {
    try (AcrEmulator server =
        AcrEmulator.builder().tls(AUTHORITY).account(AcrRole.PULLER, "app", "hunter2").start()) {
      String image = server.registry() + "/app:1";
      server.serve(SimulatedRepository.of(new Gun(server.registry() + "/app"), InstantSource.system())
          .addTarget(RoleName.TARGETS, "1", Digest.sha256(new byte[] {1})).publish());
      Path ca = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificate());
      assertEquals("trusted", verify(server, "--source", "acr:" + server.registry(), "--ca", ca.toString(),
          "--tofu", "--identity", "workload-identity", image));
      Path policy = Files.writeString(folder.resolve("policy.json"), """
          {"rules": [{"images": "**", "pins": "trust-on-first-use"}],
           "sources": [{"images": "**", "acr": "%s", "ca": "ca.pem", "credential": "workload-identity"}]}
          """.formatted(server.registry()));
      assertEquals("trusted", verify(server, "--policy", policy.toString(), image));
    }
  }
}
