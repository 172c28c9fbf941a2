package dev.trustverifier.tuf.config;

import dev.trustverifier.RoleName;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.wire.NotaryV1;
import java.nio.file.Path;

/**
 * A file that holds what to pin. Whether it does is found out at once and not when the first image comes. Immutable.
 *
 * @param path where it is
 */
public record PinFile(Path path) {
  /** As long as the library lets a root be. */
  private static final int LONGEST_ROOT = 16 * 1024 * 1024;

  /**
   * The file as a root to start from.
   *
   * @return the pin
   * @throws IllegalArgumentException if there is no such file, or it holds no TUF root; the message is one line
   */
  public TrustPin root() {
    byte[] json = new SettingsFile(path).read(LONGEST_ROOT);
    try {
      new NotaryV1().root(MetadataFile.unlisted(RoleName.ROOT, json));
    } catch (Refused refused) {
      throw new IllegalArgumentException("no TUF root: " + path + ": " + refused.rejection().message(), refused);
    }
    return TrustPin.root(json);
  }

  /**
   * The file as authorities below which roots' certificates are issued.
   *
   * @return the pin
   * @throws IllegalArgumentException if there is no such file, or anything but certificates is in it in PEM; the
   *     message is one line
   */
  public TrustPin certificateAuthority() {
    String pem = new SettingsFile(path).pem();
    try {
      return TrustPin.certificateAuthority(pem);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }
}
