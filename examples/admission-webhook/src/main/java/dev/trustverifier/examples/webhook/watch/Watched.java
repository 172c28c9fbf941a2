package dev.trustverifier.examples.webhook.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Files, and what to do when their content changes. Content and not times: Kubernetes replaces what it mounts by links.
 * Not safe for use by several threads.
 */
public final class Watched {
  private static final System.Logger LOG = System.getLogger(Watched.class.getName());
  private static final int LONGEST = 32 * 1024 * 1024;

  private final String name;
  private final Supplier<Set<Path>> files;
  private final Reload reload;
  private byte[] seen;

  /**
   * Takes new content into use.
   *
   * @param action throws IllegalArgumentException, with one line, if it is of no use
   * @param listener is told whether it was
   */
  public record Reload(Runnable action, Consumer<Boolean> listener) {
    public Reload {
      Objects.requireNonNull(action);
      Objects.requireNonNull(listener);
    }
  }

  /** Watches from now on: what counts is to be read after this. */
  public Watched(String name, Supplier<Set<Path>> files, Reload reload) {
    this.name = name;
    this.files = files;
    this.reload = reload;
    this.seen = fingerprint();
  }

  /** Looks, and takes into use what is new; what is of no use changes nothing, and is tried again when it changes. */
  public void look() {
    byte[] now = fingerprint();
    if (Arrays.equals(seen, now)) {
      return;
    }
    seen = now; // What changes while it is being read is then new at the next look.
    try {
      reload.action().run();
      LOG.log(System.Logger.Level.INFO, () -> "reloaded " + name);
      reload.listener().accept(true);
    } catch (IllegalArgumentException e) {
      String what = "kept the old " + name + "; the new one is of no use: " + e.getMessage();
      LOG.log(System.Logger.Level.ERROR, what);
      reload.listener().accept(false);
    }
  }

  private byte[] fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : new TreeSet<>(files.get())) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(content(file));
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] content(Path file) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
      byte[] buffer = new byte[8192];
      long left = LONGEST;
      for (int count = input.read(buffer); count > 0 && left > 0; count = input.read(buffer)) {
        left -= count;
      }
      return digest.digest();
    } catch (IOException e) {
      return new byte[] {0};
    }
  }
}
