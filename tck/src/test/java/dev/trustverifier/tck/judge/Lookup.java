package dev.trustverifier.tck.judge;

import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.KeyId;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustedImage;
import dev.trustverifier.policy.SignerRequirement;
import dev.trustverifier.policy.TrustRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what was signed for an image, as docker does, and holds it against a rule of the policy. */
final class Lookup {
  private final PlainCollection collection;
  private final TrustRule.Verify rule;
  private final Conduct conduct;

  /** A role's row that answers. */
  record Answer(TargetsRole role, Row row) {}

  Lookup(PlainCollection collection, TrustRule.Verify rule) {
    this.collection = collection;
    this.rule = rule;
    this.conduct = collection.conduct();
  }

  TrustedImage find(ImageReference image) {
    for (RoleName role : rule.roles()) {
      Optional<Rejection> fault = collection.fault(role);
      if (fault.isPresent() && !conduct.has(Vice.FALLS_BACK_TO_TARGETS)) {
        throw new Refusal(fault.get());
      }
    }
    Answer answer = image.tag().isPresent() ? byTag(image.tag().get()) : byDigest(image.digest().orElseThrow());
    if (image.digest().isPresent()) {
      requireDigest(answer, image.digest().get());
    }
    Optional<SignerRequirement> signers = rule.signers();
    Set<RoleName> vouching =
        signers.isPresent() ? new SignerCheck(collection, answer).require(signers.get()) : Set.of();
    return image(image, answer, vouching);
  }

  private Answer byTag(String tag) {
    Optional<RoleName> beyond = Optional.empty();
    for (RoleName name : rule.roles()) {
      Optional<TargetsRole> role = collection.role(name).filter(r -> r.rows().containsKey(tag));
      Optional<Row> row = role.flatMap(r -> r.entitled(tag));
      if (row.isPresent()) {
        return new Answer(role.get(), requirePin(role.get(), row.get()));
      }
      beyond = role.map(TargetsRole::name).or(Optional.of(beyond)::get);
    }
    throw new Refusal(
        new Rejection.NotListed(
            beyond.isPresent() ? SpecRule.PATHS_RESPECTED : SpecRule.TAG_LISTED, beyond, tag, "no signed tag " + tag));
  }

  private static Row requirePin(TargetsRole role, Row row) {
    if (row.pin().isEmpty()) {
      throw Refusal.malformed(SpecRule.TARGET_HAS_DIGEST, role.name(), row.name() + " has no digest or no length");
    }
    return row;
  }

  private Answer byDigest(Digest digest) {
    for (RoleName name : rule.roles()) {
      for (Row row : collection.role(name).map(role -> List.copyOf(role.rows().values())).orElse(List.of())) {
        if (row.digests().contains(digest) && row.pin().isPresent() && isAnswered(row.name(), name)) {
          return new Answer(collection.role(name).orElseThrow(), row);
        }
      }
    }
    throw new Refusal(
        new Rejection.NotListed(
            SpecRule.DIGEST_LISTED, Optional.empty(), digest.toString(), "no tag is signed for " + digest));
  }

  /** Whether this role, and none before it, answers for a tag. */
  private boolean isAnswered(String tag, RoleName role) {
    Optional<RoleName> first = rule.roles().stream()
        .filter(name -> collection.role(name).flatMap(r -> r.entitled(tag)).isPresent())
        .findFirst();
    return first.filter(role::equals).isPresent();
  }

  private void requireDigest(Answer answer, Digest asked) {
    if (!answer.row.digests().contains(asked) && conduct.heeds(SpecRule.DIGEST_MATCHES)) {
      Digest signed = answer.row.pin().orElseThrow();
      throw new Refusal(
          new Rejection.DigestMismatch(
              SpecRule.DIGEST_MATCHES, Optional.of(answer.role.name()), signed, asked, "signed for " + signed));
    }
  }

  private TrustedImage image(ImageReference image, Answer answer, Set<RoleName> vouching) {
    Set<RoleName> signers = new LinkedHashSet<>(Set.of(answer.role.name()));
    for (TargetsRole role : collection.roles()) {
      if (role.entitled(answer.row.name()).filter(answer.row::pinsTheSameAs).isPresent()) {
        signers.add(role.name());
      }
    }
    Set<KeyId> keys = new LinkedHashSet<>();
    signers.forEach(role -> keys.addAll(collection.proven(role).signers()));
    Row row = answer.row;
    return new TrustedImage(
        image, row.pin().orElseThrow(), row.length(), answer.role.name(), signers, keys,
        collection.chain(answer.role.name(), vouching), row.custom(), List.of());
  }
}
