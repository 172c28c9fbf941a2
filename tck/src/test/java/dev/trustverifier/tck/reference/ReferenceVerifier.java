package dev.trustverifier.tck.reference;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.server.SourceServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real notary client as a verifier. It is asked as docker asks the library inside it: for {@code targets/releases},
 * else {@code targets}. Whether a policy covers an image, and whether a digest that was asked for is the one that is
 * listed, is decided here; all else is decided there.
 */
final class ReferenceVerifier implements TrustVerifier {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SAME_TIME = Duration.ofHours(1);
  private static final Pattern ROW = Pattern.compile("(\\S+) +([0-9a-f]{64}) +(-?\\d+) +(targets\\S*) *");

  private final Ingredients given;
  private final Testimony testimony;
  private final SourceServer server;
  private final AtomicBoolean open = new AtomicBoolean(true);

  ReferenceVerifier(Ingredients given, Testimony testimony) {
    this.given = given;
    this.testimony = testimony;
    this.server = new SourceServer(given.source());
    testimony.opened();
  }

  @Override
  public Verdict verify(ImageReference image) {
    return verify(image, Deadline.after(PATIENCE));
  }

  @Override
  public synchronized Verdict verify(ImageReference image, Deadline deadline) {
    if (!open.get()) {
      throw new IllegalStateException("closed");
    }
    Optional<TrustRule> rule = given.policy().ruleFor(image.gun()).map(PatternMap.Entry::value);
    Verdict verdict;
    if (rule.isEmpty() || rule.get() instanceof TrustRule.Deny) {
      SpecRule broken = rule.isEmpty() ? SpecRule.POLICY_COVERS : SpecRule.POLICY_PERMITS;
      verdict = new Verdict.Rejected(new Rejection.Denied(broken, Optional.empty(), "not by this policy"));
    } else if (image.tag().isPresent() && rule.get() instanceof TrustRule.Verify verify && Pinning.knows(verify)) {
      verdict = untried().map(ReferenceVerifier::undecided).orElseGet(() -> asked(image, verify, deadline));
    } else {
      verdict = undecided(Testimony.NOT_SUPPORTED);
    }
    testimony.heard(verdict);
    return verdict;
  }

  /** Why the client cannot be asked in this setting. */
  private Optional<String> untried() {
    if (!(given.memory() instanceof FolderMemory)) {
      return Optional.of("not tried: knows no memory but its own");
    }
    Duration shift = Duration.between(given.clock().instant(), Clock.systemUTC().instant()).abs();
    boolean now = shift.compareTo(SAME_TIME) <= 0;
    return now ? Optional.empty() : Optional.of("not tried: knows no clock but the system's");
  }

  private static Verdict undecided(String message) {
    return new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, message));
  }

  private Verdict asked(ImageReference image, TrustRule.Verify rule, Deadline deadline) {
    List<String> arguments = new ArrayList<>(List.of(image.gun().value()));
    rule.roles().forEach(role -> arguments.addAll(List.of("-r", role.value())));
    NotaryClient client = new NotaryClient(((FolderMemory) given.memory()).folder());
    try {
      client.configure(new Pinning(image.gun(), rule.pins()).configuration(client.folder()));
      NotaryClient.Answer answer = client.list(server.uri(), arguments, deadline);
      return answer.exit() == 0
          ? found(image, rule.roles(), answer.output())
          : new Complaint(answer.warnings() + answer.output()).verdict();
    } catch (TimeoutException e) {
      return new Verdict.Undecided(new Outage(Outage.Kind.TIMED_OUT, "the client was not done in time"));
    } catch (IOException e) {
      return undecided(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Verdict.Undecided(new Outage(Outage.Kind.INTERRUPTED, "interrupted"));
    }
  }

  /** Docker lets an image go whose role is neither of the two. */
  private static Verdict found(ImageReference image, List<RoleName> roles, String listing) {
    String tag = image.tag().orElseThrow();
    return listing.lines().map(ROW::matcher)
        .filter(row -> row.matches() && row.group(1).equals(tag) && roles.contains(new RoleName(row.group(4))))
        .findFirst().map(row -> listed(image, row))
        .orElseGet(() -> new Verdict.Rejected(
            new Rejection.NotListed(SpecRule.TAG_LISTED, Optional.empty(), tag, "no trust data for " + tag)));
  }

  private static Verdict listed(ImageReference image, Matcher row) {
    Digest digest = new Digest(Digest.Algorithm.SHA256, row.group(2));
    RoleName role = new RoleName(row.group(4));
    Digest asked = image.digest().orElse(digest);
    if (!asked.equals(digest)) {
      return new Verdict.Rejected(new Rejection.DigestMismatch(
          SpecRule.DIGEST_MATCHES, Optional.of(role), digest, asked, "another digest is listed"));
    }
    // The client tells neither keys nor versions: what stands for them here says nothing.
    return new Verdict.Trusted(new TrustedImage(image, digest, Long.parseLong(row.group(3)), role, Set.of(role),
        Set.of(new KeyId("0".repeat(64))),
        Stream.of(RoleName.ROOT, role).map(one -> new TrustedImage.Link(one, 1, Instant.MAX)).toList(),
        Optional.empty(), List.of()));
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images) {
    return verifyAll(images, Deadline.after(PATIENCE));
  }

  @Override
  public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    images.forEach(image -> verdicts.put(image, verify(image, deadline)));
    return verdicts;
  }

  @Override
  public void close() {
    if (open.getAndSet(false)) {
      server.close();
      given.source().close();
      testimony.closed();
    }
  }
}
