package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import java.util.List;

/**
 * A parsed file that nobody has vouched for: only this package can look inside, and it does so by counting signatures
 * first.
 *
 * @param <M> what the file says
 */
public final class Unverified<M extends Metadata> {
  private final MetadataFile file;
  private final M claims;
  private final SignedMessage message;
  private final List<Signature> signatures;

  public Unverified(MetadataFile file, M claims, SignedMessage message, List<Signature> signatures) {
    this.file = file;
    this.claims = claims;
    this.message = message;
    this.signatures = List.copyOf(signatures);
  }

  public MetadataFile file() {
    return file;
  }

  /** The version that this file claims: for messages, and to tell which file this may be; never to trust. */
  public long claimedVersion() {
    return claims.version();
  }

  /** The digest of what is signed: two files with the same one say the same, whoever signed each, and how often. */
  public Digest statement() {
    return message.digest();
  }

  M claims() {
    return claims;
  }

  SignedMessage message() {
    return message;
  }

  List<Signature> signatures() {
    return signatures;
  }
}
