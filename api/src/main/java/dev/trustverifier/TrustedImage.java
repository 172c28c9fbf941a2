package dev.trustverifier;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An image whose publisher was proven, and the proof's own words. Immutable.
 *
 * @param reference what was asked for
 * @param digest the SHA-256 digest that the publisher signed for it
 * @param length the size of the image's manifest in bytes, as signed
 * @param role the role that answered
 * @param signers every role, the answering one first, that lists the same name with the same digest within its paths
 * @param keyIds the keys whose valid signatures were counted on the files of {@code signers}
 * @param chain every file from root to the answer, in that order: its version and when it expires
 * @param custom the publisher's own data on this image as JSON text, if there is any; signed, but not interpreted
 * @param caveats why this is not quite what the publisher says now, if your policy admits such answers; mostly empty
 */
public record TrustedImage(
    ImageReference reference,
    Digest digest,
    long length,
    RoleName role,
    Set<RoleName> signers,
    Set<KeyId> keyIds,
    List<Link> chain,
    Optional<String> custom,
    List<Caveat> caveats) {

  /**
   * One file of the chain.
   *
   * @param role whose file
   * @param version its version
   * @param expires when it expires
   */
  public record Link(RoleName role, long version, Instant expires) {
    /** Checks that nothing is missing. */
    public Link {
      Objects.requireNonNull(role);
      Objects.requireNonNull(expires);
    }
  }

  /**
   * Copies the collections and keeps their order.
   *
   * @throws IllegalArgumentException if nobody signed, or the chain is empty, or the digest is no SHA-256
   */
  public TrustedImage {
    Objects.requireNonNull(reference);
    Objects.requireNonNull(role);
    Objects.requireNonNull(custom);
    signers = Collections.unmodifiableSet(new LinkedHashSet<>(signers));
    keyIds = Collections.unmodifiableSet(new LinkedHashSet<>(keyIds));
    chain = List.copyOf(chain);
    caveats = List.copyOf(caveats);
    if (signers.isEmpty() || keyIds.isEmpty() || chain.isEmpty()) {
      throw new IllegalArgumentException("a trusted image has signers, keys and a chain");
    }
    if (digest.algorithm() != Digest.Algorithm.SHA256) {
      throw new IllegalArgumentException("an image is pinned by its SHA-256 digest, not by " + digest);
    }
  }

  /**
   * The same image, with one more caveat.
   *
   * @param caveat why this is not quite what the publisher says now
   * @return the copy
   */
  public TrustedImage with(Caveat caveat) {
    List<Caveat> all = Stream.concat(caveats.stream(), Stream.of(caveat)).toList();
    return new TrustedImage(reference, digest, length, role, signers, keyIds, chain, custom, all);
  }

  /**
   * What to run: the reference with its tag, if it had one, and the proven digest.
   *
   * @return such as {@code docker.io/library/alpine:3.20@sha256:…}
   */
  public String pinnedReference() {
    return reference.withDigest(digest).toString();
  }

  /**
   * How long this proof holds: the earliest expiry in the chain, or end of a caveat.
   *
   * @return the instant up to which, inclusively, no file of the chain is expired and your policy admits every caveat
   */
  public Instant expires() {
    return Stream.concat(chain.stream().map(Link::expires), caveats.stream().map(Caveat::until))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
