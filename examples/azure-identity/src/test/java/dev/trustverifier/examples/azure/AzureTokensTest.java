package dev.trustverifier.examples.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.acr.AcrSource;
import dev.trustverifier.tuf.credential.EntraIdentity;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Credentials of the SDK's kind, and a registry that takes Entra's tokens; Entra itself is not to be had here. */
class AzureTokensTest {
  private static final Gun GUN = new Gun("contoso.azurecr.io/app");
  private static final ImageReference IMAGE = ImageReference.parse(GUN + ":1");
  private static final Digest DIGEST = Digest.sha256(new byte[] {1});

  private final AcrEmulator server =
      AcrEmulator.builder("contoso.azurecr.io").account(AcrRole.PULLER, "app", "hunter2").start();

  @AfterEach
  void close() {
    server.close();
  }

  private Verdict verify(TokenCredential credential, Duration patience) {
    server.serve(SimulatedRepository.of(GUN, InstantSource.system())
        .addTarget(RoleName.TARGETS, "1", DIGEST).publish());
    AcrSource source = AcrSource.builder("contoso.azurecr.io").endpoint(server.uri())
        .identity(new EntraIdentity.Supplied(new AzureTokens(credential))).build();
    TrustPolicy policy = TrustPolicy.builder().rule("**", TrustRule.pinned(TrustPin.trustOnFirstUse())).build();
    try (TrustVerifier verifier =
        TufTrustVerifier.builder().source(source).policy(policy).memory(TrustMemory.forgetful()).build()) {
      return verifier.verify(IMAGE, Deadline.after(patience));
    }
  }

  private static Outage outage(Verdict verdict) {
    return assertInstanceOf(Verdict.Undecided.class, verdict, verdict.message()).outage();
  }

  @Test
  void asksARegistryAsWhomACredentialStandsFor() {
    List<TokenRequestContext> asked = new ArrayList<>();
    Verdict verdict = verify(context -> {
      asked.add(context);
      return Mono.fromSupplier(() -> new AccessToken(
          server.entraToken("app"), InstantSource.system().instant().plusSeconds(3600).atOffset(ZoneOffset.UTC)));
    }, Duration.ofSeconds(60));
    assertEquals(DIGEST, verdict.orElseThrow().digest());
    assertEquals(1, asked.size());
    assertEquals(List.of("https://containerregistry.azure.net/.default"), asked.get(0).getScopes());
  }

  @Test
  void keepsTheDeadlineWhereACredentialDoesNot() {
    assertEquals(Outage.Kind.TIMED_OUT, outage(verify(context -> Mono.never(), Duration.ofMillis(500))).kind());
  }

  @Test
  void repeatsNothingOfWhatACredentialSays() {
    Outage outage = outage(verify(context -> Mono.error(new IllegalStateException("hunter2")), Duration.ofSeconds(60)));
    assertEquals(Outage.Kind.UNREACHABLE, outage.kind());
    assertFalse(outage.message().contains("hunter2"), outage.message());
    assertEquals(Outage.Kind.UNREACHABLE, outage(verify(context -> Mono.empty(), Duration.ofSeconds(60))).kind());
  }

  @Test
  void findsItsCredentialWhenItIsFirstAsked() {
    try (AcrSource source = AzureTokens.registry("contoso.azurecr.io")) {
      assertEquals("https://contoso.azurecr.io/v2/contoso.azurecr.io/app", source.describe(GUN));
    }
  }
}
