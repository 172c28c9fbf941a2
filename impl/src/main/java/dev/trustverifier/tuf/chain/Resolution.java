package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.policy.SignerRequirement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns an image reference into what its publisher signed for it, as docker does: the row of the first of some roles
 * that lists the tag, and of no role below them.
 */
public final class Resolution {
  private final TrustedCollection collection;
  private final List<RoleName> lookIn;

  /** Looks in the given roles, in that order. */
  public Resolution(TrustedCollection collection, List<RoleName> lookIn) {
    this.collection = collection;
    this.lookIn = List.copyOf(lookIn);
  }

  /** Finds the image, signed by those who are asked for besides, or refuses it. */
  public TrustedTarget find(ImageReference image, Optional<SignerRequirement> signers) throws Refused {
    requireUsable();
    if (image.tag().isEmpty()) {
      return byDigest(image.digest().orElseThrow(), signers);
    }
    TrustedTarget target = byName(image.tag().get());
    if (image.digest().isPresent()) {
      requireDigest(target, image.digest().get());
    }
    return target.signedBy(signers);
  }

  /** Refuses where a role that may answer cannot be trusted: to pass over it would be to answer from a lesser one. */
  public void requireUsable() throws Refused {
    for (RoleName role : lookIn) {
      Optional<Rejection> fault = collection.faultOnTheWayTo(role);
      if (fault.isPresent()) {
        throw new Refused(fault.get());
      }
    }
  }

  /** What a tag stands for, if it stands for anything. */
  Optional<TrustedTarget> current(String tag) {
    try {
      requireUsable();
      return Optional.of(byName(tag));
    } catch (Refused none) {
      return Optional.empty();
    }
  }

  private TrustedTarget byName(String name) throws Refused {
    @Nullable RoleName beyondItsPaths = null;
    for (RoleName roleName : lookIn) {
      Optional<TargetsRole> role = collection.role(roleName);
      Optional<TargetRow> row = role.flatMap(r -> r.rows().find(name));
      if (row.isPresent() && role.get().mayList(name)) {
        return pinned(role.get(), row.get());
      }
      beyondItsPaths = row.isPresent() ? roleName : beyondItsPaths;
    }
    throw new Refused(notListed(name, beyondItsPaths));
  }

  private TrustedTarget pinned(TargetsRole role, TargetRow row) throws Refused {
    if (row.pin().isEmpty()) {
      RoleName name = role.proven().role();
      throw new Refused(
          new Rejection.Malformed(
              SpecRule.TARGET_HAS_DIGEST, Optional.of(name),
              name + ": the row of " + row.name() + " has no SHA-256 of 32 bytes, or a negative length"));
    }
    return new TrustedTarget(collection, role, row);
  }

  /** By whichever of its names it is signed well enough; else refused as the first of them is. */
  private TrustedTarget byDigest(Digest digest, Optional<SignerRequirement> signers) throws Refused {
    @Nullable Refused first = null;
    for (TrustedTarget target : (Iterable<TrustedTarget>) answers(digest)::iterator) {
      try {
        return target.signedBy(signers);
      } catch (Refused refused) {
        first = first == null ? refused : first;
      }
    }
    throw first != null ? first : new Refused(
        new Rejection.NotListed(
            SpecRule.DIGEST_LISTED, Optional.empty(), digest.toString(),
            "no tag in " + roles() + " is signed for " + digest));
  }

  private Stream<TrustedTarget> answers(Digest digest) {
    return lookIn.stream()
        .flatMap(name -> collection.role(name).stream())
        .flatMap(role -> role.rows().listing(digest)
            .filter(row -> answers(role, row))
            .map(row -> new TrustedTarget(collection, role, row)));
  }

  /** Whether this very row is the answer for its name: within the paths, pinning something, and not outranked. */
  private boolean answers(TargetsRole role, TargetRow row) {
    if (row.pin().isEmpty() || !role.mayList(row.name())) {
      return false;
    }
    for (RoleName before : lookIn) {
      if (before.equals(role.proven().role())) {
        return true;
      }
      if (collection.role(before).flatMap(r -> r.entitled(row.name())).isPresent()) {
        return false;
      }
    }
    return false;
  }

  private static void requireDigest(TrustedTarget target, Digest asked) throws Refused {
    if (!target.row().digests().contains(asked)) {
      Digest signed = target.digest();
      throw new Refused(
          new Rejection.DigestMismatch(
              SpecRule.DIGEST_MATCHES, Optional.of(target.role()), signed, asked,
              target.role() + ": " + target.row().name() + " is signed for " + signed + ", not for " + asked));
    }
  }

  private Rejection notListed(String name, @Nullable RoleName beyond) {
    return beyond == null
        ? new Rejection.NotListed(
            SpecRule.TAG_LISTED, Optional.empty(), name, "no signed tag " + name + " in " + roles())
        : new Rejection.NotListed(
            SpecRule.PATHS_RESPECTED, Optional.of(beyond), name,
            beyond + ": lists " + name + ", which is outside the paths it may sign");
  }

  private String roles() {
    return lookIn.stream().map(RoleName::value).collect(Collectors.joining(" or "));
  }
}
