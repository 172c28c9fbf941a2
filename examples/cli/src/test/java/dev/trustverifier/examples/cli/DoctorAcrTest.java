package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.ContentTrust;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.Requests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorAcrTest {
  private static final String AS_NOBODY = "resolve connect TLS challenge token token";
  private static final CertificateAuthority AUTHORITY =
      CertificateAuthority.named("doctor", InstantSource.system().instant());

  private final AcrEmulator server =
      AcrEmulator.builder().tls(AUTHORITY).account(AcrRole.PULLER, "app", "hunter2").start();
  @TempDir private Path folder;
  private Path ca;

  @BeforeEach
  void sign() throws IOException {
    ca = Files.writeString(folder.resolve("ca.pem"), AUTHORITY.certificate());
    server.serve(SimulatedRepository.of(new Gun(server.registry() + "/app"), InstantSource.system())
        .addTarget(RoleName.TARGETS, "1", Digest.sha256(new byte[] {1})).publish());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Run examine(String... more) {
    ByteArrayInputStream in = new ByteArrayInputStream("hunter2".getBytes(StandardCharsets.UTF_8));
    List<String> command = List.of("doctor", "acr:" + server.registry(), "--ca", ca.toString());
    Run run = Run.of(in, Terminal.Reader.PROGRAM, Run.with(command, more));
    assertFalse((run.out() + run.err()).contains("hunter2"), run::toString);
    return run;
  }

  private Run examineAsSomebody(String repository) {
    return examine("--user", "app", "--password-stdin", server.registry() + "/" + repository);
  }

  private static void assertSteps(String steps, Run run) {
    String table = run.out().substring(0, run.out().indexOf("\n\n"));
    assertEquals(
        steps, table.lines().skip(1).map(line -> line.split(" ")[0]).collect(Collectors.joining(" ")), run.out());
  }

  @Test
  void showsTheWayToARoot() {
    Run run = examineAsSomebody("app");
    assertEquals(0, run.exit(), run::toString);
    assertSteps(AS_NOBODY + " token root", run);
    assertTrue(run.out().contains("TLSv1.3  CN="), run.out());
  }

  @Test
  void tellsARegistryThatAnswersFromARepositoryThatIsThere() {
    assertEquals(1, examineAsSomebody("other").exit());
    assertEquals(0, examine("--user", "app", "--password-stdin").exit());
  }

  @Test
  void saysWhatToDoWhereNobodyIsLetIn() {
    Run run = examine();
    assertEquals(3, run.exit());
    assertSteps(AS_NOBODY, run);
    assertTrue(run.out().contains("--identity for an ACR"), run.out());
  }

  @Test
  void saysWhatToDoWhereContentTrustIsSwitchedOff() {
    server.contentTrust(ContentTrust.DISABLED_405);
    Run run = examineAsSomebody("app");
    assertEquals(3, run.exit());
    assertSteps(AS_NOBODY + " token root", run);
    assertTrue(run.out().contains("405") && run.out().contains("switch content trust on"), run.out());
  }

  @Test
  void saysWhatToDoWhereItIsThrottled() {
    server.misbehave(Requests.to("/oauth2/token").by("GET").after(2), Misbehaviour.status(429));
    Run run = examine("--user", "app", "--password-stdin", "--timeout", "20", server.registry() + "/app");
    assertEquals(3, run.exit());
    assertTrue(run.out().contains("ask less often"), run.out());
  }

  @Test
  void judgesTheCertificateBeforeAnythingIsAsked() throws IOException {
    CertificateAuthority other = CertificateAuthority.named("other", InstantSource.system().instant());
    Files.writeString(ca, other.certificate());
    Run run = examine();
    assertEquals(3, run.exit());
    assertSteps("resolve connect TLS", run);
    assertTrue(run.out().contains("name that by --ca"), run.out());
    assertEquals(List.of(), server.requests());
  }
}
