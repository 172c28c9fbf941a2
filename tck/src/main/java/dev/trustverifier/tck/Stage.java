package dev.trustverifier.tck;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.Freshness;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.tck.repository.CertificateProfile;
import dev.trustverifier.tck.repository.KeyAlgorithm;
import dev.trustverifier.tck.repository.ManualClock;
import dev.trustverifier.tck.repository.RoleSigner;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.SimulatedSource;
import dev.trustverifier.tck.repository.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where one case is played: a publisher, a server that may lie, a clock, and whoever is judged. Used once. */
final class Stage {
  static final Gun GUN = new Gun("registry.example/team/app");
  static final RoleName ALICE = new RoleName("targets/alice");
  static final RoleName BOB = new RoleName("targets/bob");
  static final Outage DOWN = new Outage(Outage.Kind.SERVER_ERROR, "down");

  final ManualClock clock;
  SimulatedRepository publisher;
  final SimulatedSource server;
  final Bounds bounds;
  private final Suspect suspect;
  private final Scenery scenery;
  private TrustPolicy policy;
  private ImageReference image = ImageReference.parse(GUN + ":v1");
  private TrustPolicy honestPolicy;
  private Instant start;
  private int published;
  private Optional<State> next;
  private SimulatedRepository latest;

  Stage(Suspect suspect, SimulatedSource server, ManualClock clock, Trials trials) {
    this.suspect = suspect;
    this.server = server;
    this.clock = clock;
    this.bounds = trials.bounds();
    this.scenery = trials.scenery();
    this.publisher = scenery.publisher(clock);
    this.policy = policy(firstUse());
    this.honestPolicy = policy;
    this.start = clock.instant();
    this.latest = publisher;
    this.next = Optional.of(scenery.firstRelease());
  }

  static Digest digest(String content) {
    return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  static TrustRule.Verify firstUse() {
    return pinned(TrustPin.trustOnFirstUse());
  }

  /** A rule that has the source asked every time, as most cases want it. */
  static TrustRule.Verify pinned(TrustPin pin, TrustPin... others) {
    return TrustRule.pinned(pin, others).freshness(Freshness.recheckAfter(Duration.ZERO));
  }

  private static TrustPolicy policy(TrustRule rule) {
    return TrustPolicy.builder().rule(GUN.value(), rule).build();
  }

  /** Somebody else with other keys who publishes under the same name. */
  SimulatedRepository anotherPublisher() {
    latest = scenery.another(clock);
    return latest;
  }

  RoleSigner rsaKey() {
    return scenery.rsa();
  }

  RoleSigner weakRsaKey() {
    return scenery.weakRsa();
  }

  /** A certified root key of the collection that nobody lists. */
  RoleSigner rootKey() {
    return RoleSigner.generate(KeyAlgorithm.ECDSA_P256)
        .selfSigned(CertificateProfile.codeSigning(GUN.value(), clock.instant()));
  }

  Stage serve(State state) {
    suspect.journal().served(state);
    server.serve(state);
    return this;
  }

  /** The publisher signs a tag, and the server shows it. */
  Stage release(String tag) {
    latest = publisher.addTarget(RoleName.TARGETS, tag, digest(tag));
    return serve(publisher.publish());
  }

  /** A delegation and two releases of it and of targets, both of them seen. */
  void twoReleases() {
    publisher = scenery.twoReleases(clock);
    latest = publisher;
    next = Optional.of(scenery.thirdRelease());
    serve(publisher.history().get(0)).trusts("v1");
    serve(publisher.history().get(1)).trusts("v2");
  }

  Stage rule(TrustRule rule) {
    return policy(policy(rule));
  }

  Stage policy(TrustPolicy other) {
    policy = other;
    return this;
  }

  /** A rule that says how old an answer may be. */
  Stage fresh(Freshness freshness) {
    return rule(firstUse().freshness(freshness));
  }

  Stage later(Duration time) {
    clock.advance(time);
    return this;
  }

  /** The publisher signs another content for a tag, and the server shows it. */
  Stage moves(String tag, String content) {
    return serve(publisher.addTarget(RoleName.TARGETS, tag, digest(content)).publish());
  }

  Stage goesDown() {
    return fails(DOWN);
  }

  /** The server fails every request. */
  Stage fails(Outage outage) {
    return answers(name -> true, new Fetched.Failed(outage));
  }

  /** The server has an answer of its own to some requests. */
  Stage answers(Predicate<MetadataName> names, Fetched answer) {
    List<String> roles = Stream.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS, ALICE)
        .filter(role -> names.test(new MetadataName.Current(role))).map(RoleName::value).toList();
    suspect.journal().note("whoever asks for " + roles + " gets "
        + (answer instanceof Fetched.Found found ? found.content().length + " bytes" : answer));
    server.answer(names, answer);
    return this;
  }

  /** The server is honest again. */
  Stage recovers() {
    server.recover();
    return this;
  }

  /** Puts something between the verifier and its memory. */
  Stage remembering(UnaryOperator<TrustMemory> by) {
    suspect.remember(by);
    return this;
  }

  /** What the case is about, if not {@code v1}. */
  Stage asks(String tag) {
    return asks(ImageReference.parse(GUN + ":" + tag));
  }

  Stage asks(ImageReference other) {
    image = other;
    return this;
  }

  /** The verifier is asked on the way, and must trust. */
  Stage trusts(String tag) {
    return trusts(tag, RoleName.TARGETS);
  }

  /** The same, by a delegation. */
  Stage trusts(String tag, RoleName by) {
    ImageReference asked = ImageReference.parse(GUN + ":" + tag);
    suspect.mustAnswer(new Expectation.Trusted(asked, digest(tag), by, Optional.empty()), asked, policy);
    return this;
  }

  /** The verifier is asked on the way, and must not know. */
  Stage doubts(Outage.Kind kind) {
    suspect.mustAnswer(new Expectation.Undecided(kind), image, policy);
    return this;
  }

  /** The verifier is asked on the way, and may answer what it likes. */
  Stage isAsked() {
    suspect.mayAnswer(image, policy);
    return this;
  }

  ImageReference image() {
    return image;
  }

  /** The name that is looked for. */
  String name() {
    return image.tag().orElse("v1");
  }

  TrustPolicy policy() {
    return policy;
  }

  /** From here on everything is taken back before the honest update. */
  void mark() {
    published = publisher.history().size();
    honestPolicy = policy;
    start = clock.instant();
  }

  /** When everything honest had happened. */
  Instant marked() {
    return start;
  }

  /** The publisher goes on in another way than was prepared. */
  void improvise() {
    next = Optional.empty();
  }

  /** The publisher goes on as if nothing had happened, and must be trusted. */
  void honestUpdate() {
    recovers();
    suspect.rememberPlainly();
    policy = honestPolicy;
    boolean timePassed = !clock.instant().equals(start);
    serve(timePassed || next.isEmpty() ? nextOf(timePassed) : next.get()).trusts("next");
  }

  private State nextOf(boolean timePassed) {
    while (publisher.history().size() > published) {
      publisher.retract();
    }
    if (timePassed) {
      List.of(RoleName.ROOT, RoleName.SNAPSHOT, RoleName.TARGETS).forEach(publisher::sign);
    }
    return publisher.addTarget(RoleName.TARGETS, "next", digest("next")).publish();
  }

  /** The server shows again what was proven before. */
  void takenBack() {
    serve(publisher.history().get(published - 1)).trusts("v1");
  }

  /** Whoever published last lets a role expire later, and goes on. */
  void prolongs(RoleName role) {
    latest.expires(role, clock.instant().plus(Duration.ofDays(99)));
    nextRelease();
  }

  /** Whoever published last signs a role anew, honestly, and goes on. */
  void mends(RoleName role) {
    latest.sign(role);
    nextRelease();
  }

  /** Whoever published last, and may be remembered, goes on; nothing is taken back. */
  void nextRelease() {
    serve(latest.addTarget(RoleName.TARGETS, "next", digest("next")).publish()).trusts("next");
  }
}
