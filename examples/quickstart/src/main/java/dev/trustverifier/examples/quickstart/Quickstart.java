package dev.trustverifier.examples.quickstart;

import dev.trustverifier.ImageReference;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.TufTrustVerifier;
import dev.trustverifier.tuf.bundle.BundleSource;
import dev.trustverifier.tuf.store.InProcessTrustMemory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Shows what becomes of one image in three bundles: as its publisher left it, tampered with, and rolled back. The
 * metadata was made by a real Notary server; the publisher rotated the root key three times since the root that is
 * pinned.
 */
public final class Quickstart {
  /** The timestamps of the bundles expire in 2029; at this instant all is good. */
  private static final InstantSource THEN = InstantSource.fixed(Instant.parse("2026-11-22T14:07:51Z"));
  private static final ImageReference IMAGE = ImageReference.parse("lab.example/rotated:v4");

  private final Path bundles;
  private final TrustPolicy policy;
  private final TrustMemory memory = new InProcessTrustMemory();

  /**
   * Trusts the publisher of the first root.
   *
   * @param bundles the folder of the three bundles
   * @throws IOException if the pinned root cannot be read
   */
  public Quickstart(Path bundles) throws IOException {
    byte[] firstRoot = Files.readAllBytes(bundles.resolve("published/lab.example/rotated/_trust/tuf/1.root.json"));
    this.bundles = bundles;
    this.policy = TrustPolicy.builder().rule("lab.example/*", TrustRule.pinned(TrustPin.root(firstRoot))).build();
  }

  /**
   * Verifies the image by one of the bundles. All three share one memory, as three moments in the life of one server.
   *
   * @param bundle {@code published}, {@code tampered} or {@code rolled-back}
   * @return the verdict
   */
  public Verdict verify(String bundle) {
    try (TufTrustVerifier verifier =
        TufTrustVerifier.builder()
            .source(BundleSource.at(bundles.resolve(bundle)))
            .policy(policy)
            .memory(memory)
            .clock(THEN)
            .build()) {
      return verifier.verify(IMAGE);
    }
  }

  /**
   * Prints the three verdicts.
   *
   * @param arguments the folder of the three bundles
   * @throws IOException if the pinned root cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Quickstart quickstart = new Quickstart(Path.of(arguments[0]));
    PrintStream out = System.out;
    out.println(IMAGE);
    for (String bundle : new String[] {"published", "tampered", "rolled-back"}) {
      out.printf("  %-12s %s%n", bundle, quickstart.verify(bundle).message());
    }
  }
}
