package dev.trustverifier.tuf.acr;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.ReceivedRequest;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.notary.LogCapture;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A registry with one signed image, clients of it, and all that anybody logs meanwhile. */
final class Contoso implements AutoCloseable {
  static final String REGISTRY = "contoso.azurecr.io";
  static final Gun GUN = new Gun(REGISTRY + "/team/app");
  /** Every secret begins like this, or like a token, or as this in Base64 after any user's name. */
  static final String SECRET = "hunter2";
  static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);

  private static final ImageReference IMAGE = ImageReference.parse(GUN + ":1.0");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LIMIT = 1 << 20;

  final SimulatedRepository repository = SimulatedRepository.of(GUN, InstantSource.system());
  final TrustMemory memory = new InProcessTrustMemory();
  final AcrEmulator server;
  private final LogCapture log = new LogCapture();
  private int seen;

  Contoso(UnaryOperator<AcrEmulator.Builder> settings) {
    AcrEmulator.Builder builder = AcrEmulator.builder(REGISTRY);
    for (AcrRole role : AcrRole.values()) {
      builder.account(role, role.name(), secretOf(role));
    }
    repository.addTarget(RoleName.TARGETS, "1.0", Digest.sha256(new byte[] {1})).publish();
    server = settings.apply(builder).start().serve(repository);
    log.start();
  }

  static Contoso strict() {
    return new Contoso(UnaryOperator.identity());
  }

  static String secretOf(AcrRole role) {
    return SECRET + "-" + role.name().replace('_', '-');
  }

  AcrSource.Builder source() {
    return AcrSource.builder(REGISTRY).endpoint(server.uri());
  }

  /** By a client that has just started, but remembers. */
  Verdict verify(AcrSource.Builder source) {
    TrustPolicy policy =
        TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build();
    try (TufTrustVerifier verifier =
        TufTrustVerifier.builder().source(source.build()).policy(policy).memory(memory).build()) {
      return kept(verifier.verify(IMAGE, Deadline.after(PATIENCE)));
    }
  }

  Fetched timestamp(AcrSource source) {
    return kept(source.fetch(GUN, TIMESTAMP, LIMIT, Deadline.after(PATIENCE)));
  }

  Fetched timestamp(AcrSource.Builder source) {
    try (AcrSource once = source.build()) {
      return timestamp(once);
    }
  }

  /** What was asked since the last time, in short. */
  List<String> asked() {
    List<ReceivedRequest> all = server.requests();
    List<String> asked = all.subList(seen, all.size()).stream().map(Contoso::inShort).toList();
    seen = all.size();
    return asked;
  }

  private static String inShort(ReceivedRequest request) {
    String place = request.path().replace("/v2/" + GUN + "/_trust/tuf/", "").replaceFirst("[0-9a-f]{64}", "HASH");
    return Stream.of(request.method(), place, request.authorization().orElse("-"), "" + request.status())
        .collect(Collectors.joining(" "));
  }

  private <T> T kept(T told) {
    keepsSecrets(told.toString());
    return told;
  }

  static void keepsSecrets(String told) {
    assertFalse(told.contains(SECRET) || told.contains("eyJ") || told.contains("aHVudGVyM")
        || told.contains("odW50ZXIy") || told.contains("h1bnRlcj"), told);
  }

  @Override
  public void close() {
    log.stop();
    server.close();
    keepsSecrets(log.text());
  }
}
