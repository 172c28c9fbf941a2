package dev.trustverifier.tuf.emulated;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.RoleName;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.AcrEmulator;
import dev.trustverifier.tck.server.AcrRole;
import dev.trustverifier.tck.server.Challenge;
import dev.trustverifier.tck.server.Emulator;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.ReceivedRequest;
import dev.trustverifier.tck.server.TokenForm;
import dev.trustverifier.tck.server.TokenService;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.acr.AcrSource;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.notary.LogCapture;
import dev.trustverifier.tuf.notary.NotarySource;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A server of one kind that wants tokens, its source with a password, a verifier, and all that anybody logs. */
final class Stand implements AutoCloseable {
  private static final String SECRET = "hunter2";
  private static final Gun GUN = new Gun("contoso.azurecr.io/team/app");
  private static final ImageReference IMAGE = ImageReference.parse(GUN + ":1");
  private static final Credentials PASSWORD = Credentials.of(Credential.password("app", SECRET));

  /** What is asked, and by which source. */
  enum Kind { NOTARY, ACR }

  /**
   * How tokens are asked for, and handed out.
   *
   * @param challenge how a server asks for them
   * @param form how they are handed out; a registry of Azure has one form only
   */
  record Manner(Challenge challenge, TokenForm form) {
    static final Manner USUAL = new Manner(Challenge.NOTARY, TokenForm.FULL);
  }

  final Emulator<?> server;
  final SimulatedRepository publisher = SimulatedRepository.of(GUN, InstantSource.system());
  private final TufTrustVerifier verifier;
  private final LogCapture log = new LogCapture();
  private int seen;

  Stand(Kind kind, Manner manner) {
    MetadataSource source;
    if (kind == Kind.NOTARY) {
      TokenService tokens = TokenService.builder().user("app", SECRET).form(manner.form()).build();
      server = NotaryEmulator.builder().tokens(tokens).challenge(manner.challenge()).start();
      source = NotarySource.builder(server.uri()).credentials(PASSWORD).build();
    } else {
      server = AcrEmulator.builder(GUN.value().substring(0, GUN.value().indexOf('/')))
          .account(AcrRole.PULLER, "app", SECRET).challenge(manner.challenge()).start();
      source = AcrSource.builder("contoso.azurecr.io").endpoint(server.uri()).credentials(PASSWORD).build();
    }
    server.serve(publish());
    verifier = verifier(source);
    log.start();
  }

  private static TufTrustVerifier verifier(MetadataSource source) {
    TrustRule rule = TrustRule.pinned(TrustPin.trustOnFirstUse()).freshness(Freshness.recheckAfter(Duration.ZERO));
    return TufTrustVerifier.builder()
        .source(source)
        .policy(TrustPolicy.builder().rule("**", rule).build())
        .memory(new InProcessTrustMemory())
        .build();
  }

  private SimulatedRepository publish() {
    publisher.addTarget(RoleName.TARGETS, "1", Digest.sha256(new byte[] {1})).publish();
    return publisher;
  }

  /** Publishes once more, and says what there was before. */
  State publishMore() {
    State before = publisher.state();
    publish();
    return before;
  }

  Verdict verify(Duration patience) {
    Verdict verdict = verifier.verify(IMAGE, Deadline.after(patience));
    keepsSecrets(verdict.toString());
    return verdict;
  }

  /** What was asked since the last time: the methods and the last parts of the paths. */
  List<String> asked() {
    List<ReceivedRequest> all = server.requests();
    List<String> asked = all.subList(seen, all.size()).stream()
        .map(request -> request.method() + " " + request.path().replaceFirst(".*/", "")).toList();
    seen = all.size();
    return asked;
  }

  /** The same; if nothing was, whatever comes in a moment: a server may write it down later than we give up. */
  List<String> askedSoon() throws InterruptedException {
    for (int i = 0; i < 40 && server.requests().size() == seen; i++) {
      Thread.sleep(50);
    }
    return asked();
  }

  static void keepsSecrets(String told) {
    assertFalse(told.contains(SECRET) || told.contains("eyJ") || told.contains("aHVudGVyM")
        || told.contains("odW50ZXIy") || told.contains("h1bnRlcj"), told);
  }

  @Override
  public void close() {
    verifier.close();
    log.stop();
    server.close();
    keepsSecrets(log.text());
  }
}
