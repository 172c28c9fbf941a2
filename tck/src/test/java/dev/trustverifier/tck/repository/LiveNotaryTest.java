package dev.trustverifier.tck.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.reference.NotaryClient;
import dev.trustverifier.tck.server.NotaryEmulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real notary client makes of simulated repositories; skipped where there is no such client. */
class LiveNotaryTest {
  private static final Gun GUN = new Gun("sim.example/team/app");
  private static final RoleName NIGHTLY = new RoleName("targets/releases/nightly");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SimulatedRepository repository = SimulatedRepository.of(GUN, Clock.systemUTC());

  @TempDir private Path home;

  @BeforeEach
  void findTheClient() {
    NotaryClient.require();
  }

  @Test
  void acceptsDelegationsCustomDataAndARotatedRoot() throws Exception {
    repository
        .addTarget(RoleName.TARGETS, "v1", image("v1"))
        .addTarget(RoleName.TARGETS, "<&>\u00e9\uD83D\uDE00", TargetFile.of(new byte[] {1}).custom(List.of(1, "\"\\")))
        .delegate(RoleName.RELEASES)
        .delegate(NIGHTLY, RoleKeys.fresh(KeyAlgorithm.ED25519, KeyAlgorithm.RSA_2048).threshold(2), "n-", "m-")
        .addTarget(NIGHTLY, "n-1", image("n-1"))
        .delegate(new RoleName("targets/unsigned"))
        .publish();
    assertEquals(Set.of("v1", "<&>\u00e9\uD83D\uDE00", "n-1"), tags(list()));
    repository.rotate(RoleName.ROOT).rotate(RoleName.SNAPSHOT).publish();
    repository.rotate(RoleName.ROOT).rotate(NIGHTLY).addTarget(RoleName.RELEASES, "v2", image("v2")).publish();
    repository.rotate(RoleName.ROOT).rotate(RoleName.TARGETS).rotate(RoleName.TIMESTAMP).publish();
    assertEquals(Set.of("v1", "<&>\u00e9\uD83D\uDE00", "n-1", "v2"), tags(list()));
  }

  @ParameterizedTest
  @EnumSource(names = {"ECDSA_P256", "ECDSA_P384", "ECDSA_P521", "RSA_2048"})
  void acceptsRootsWithCertificatesOfAnAuthority(KeyAlgorithm algorithm) throws Exception {
    Instant now = Clock.systemUTC().instant();
    CertificateAuthority authority = CertificateAuthority.named("sim root", now)
        .intermediate(algorithm, CertificateProfile.codeSigning("sim intermediate", now).usages());
    CertificateProfile profile = CertificateProfile.codeSigning(GUN.value(), now);
    repository
        .keys(RoleName.ROOT, RoleKeys.of(
            RoleSigner.generate(algorithm).issuedBy(authority, profile),
            RoleSigner.generate(algorithm).selfSigned(profile)).threshold(2))
        .addTarget(RoleName.TARGETS, "v1", image("v1"))
        .publish();
    assertEquals(Set.of("v1"), tags(list()));
  }

  @ParameterizedTest
  @EnumSource
  void refusesLiesAndGoesOnAfterTheyAreRetracted(Lie lie) throws Exception {
    repository.addTarget(RoleName.TARGETS, "v1", image("v1")).publish();
    repository.publish();
    assertEquals(Set.of("v1"), tags(list()));
    repository.addTarget(RoleName.TARGETS, "v2", image("v2"));
    lie.tell(repository);
    repository.publish();
    NotaryClient.Answer answer = list();
    assertTrue(answer.exit() != 0 && answer.output().contains(lie.complaint()), answer.output());
    repository.retract().publish();
    assertEquals(Set.of("v1", "v2"), tags(list()));
  }

  /** One lie at each stage, and what the client says of it. */
  enum Lie {
    BODY("targets type metadata invalid") {
      @Override
      void tell(SimulatedRepository of) {
        of.tamper(RoleName.TARGETS, body -> body.put("_type", "targets"));
      }
    },
    ENVELOPE("tuf: data has no signatures") {
      @Override
      void tell(SimulatedRepository of) {
        of.tamperEnvelope(RoleName.SNAPSHOT, file -> file.drop(of.keys(RoleName.SNAPSHOT).signers().get(0).id()));
      }
    },
    LISTED_BYTES("unexpected end of JSON input") {
      @Override
      void tell(SimulatedRepository of) {
        of.tamperFile(RoleName.TARGETS, bytes -> new byte[0]);
      }
    },
    SERVED_BYTES("checksum") {
      @Override
      void tell(SimulatedRepository of) {
        of.tamperServed(RoleName.TARGETS, bytes -> "{}".getBytes(StandardCharsets.UTF_8));
      }
    },
    VERSION("version 1 is lower than current version 2") {
      @Override
      void tell(SimulatedRepository of) {
        of.version(RoleName.TIMESTAMP, 1);
      }
    };

    private final String complaint;

    Lie(String complaint) {
      this.complaint = complaint;
    }

    abstract void tell(SimulatedRepository of);

    String complaint() {
      return complaint;
    }
  }

  private static Set<String> tags(NotaryClient.Answer answer) {
    assertEquals(0, answer.exit(), answer.output());
    return answer.output().lines().filter(line -> line.matches(".* [0-9a-f]{64} .*"))
        .map(line -> line.strip().split(" ")[0]).collect(Collectors.toCollection(TreeSet::new));
  }

  private NotaryClient.Answer list() throws Exception {
    try (NotaryEmulator server = NotaryEmulator.start().serve(repository)) {
      return new NotaryClient(home).list(server.uri(), List.of(GUN.value()), Deadline.after(PATIENCE));
    }
  }

  private static Digest image(String tag) {
    return Digest.sha256(tag.getBytes(StandardCharsets.UTF_8));
  }
}
