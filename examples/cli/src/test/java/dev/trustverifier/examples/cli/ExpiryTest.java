package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.RoleKeys;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code inspect} says of things that expire soon. */
class ExpiryTest {
  private static final String GUN = "lab.example/plain";

  private static Run inspectBeforeEnd(Duration before, String... more) {
    Instant end = Instant.parse("2029-10-29T14:07:44.773071139Z").minus(before);
    return Run.of(Run.with(Fixtures.command("inspect", Fixtures.NOTARY, end.toString()), Run.with(List.of(more), GUN)));
  }

  @Test
  void warnsOfFilesThirtyDaysAhead() {
    Run run = inspectBeforeEnd(Duration.ofDays(20));
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("\nExpires within 30 days\n\nROLE "), run.out());
    assertTrue(run.out().contains("\ntimestamp   file "), run.out());
    JsonFile json = inspectBeforeEnd(Duration.ofDays(20), "--json").only();
    List<JsonFile> warnings = json.get("warnings").elements();
    assertFalse(warnings.isEmpty());
    assertEquals("file", warnings.get(0).get("what").text());
    assertEquals("2029-10-29T14:07:44.773071139Z", warnings.get(0).get("expires").text());
  }

  @Test
  void saysNothingEarlier() {
    Run run = inspectBeforeEnd(Duration.ofDays(40));
    assertFalse(run.out().contains("Expires"), run.out());
    assertEquals(List.of(), inspectBeforeEnd(Duration.ofDays(40), "--json").only().get("warnings").elements());
  }

  @Test
  void warnsOfCertificates(@TempDir Path folder) throws IOException {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    Instant end = now.plus(Duration.ofDays(29));
    CertificateProfile profile = CertificateProfile.codeSigning(GUN, now).valid(now.minusSeconds(1), end);
    SimulatedRepository publisher = SimulatedRepository.of(new Gun(GUN), InstantSource.fixed(now))
        .keys(RoleName.ROOT, RoleKeys.of(RoleSigner.generate(KeyAlgorithm.ECDSA_P256).selfSigned(profile)))
        .expires(RoleName.TIMESTAMP, now.plus(Duration.ofDays(31)));
    Path files = Files.createDirectories(folder.resolve(GUN).resolve("_trust/tuf"));
    for (Map.Entry<String, byte[]> file : publisher.publish().files().entrySet()) {
      Files.write(files.resolve(file.getKey()), file.getValue());
    }
    JsonFile json = Run.of(Run.with(Fixtures.command("inspect", folder, now.toString()), "--json", GUN)).only();
    List<JsonFile> warnings = json.get("warnings").elements();
    assertEquals(1, warnings.size());
    assertEquals("root", warnings.get(0).get("role").text());
    assertEquals(end.toString(), warnings.get(0).get("expires").text());
  }
}
