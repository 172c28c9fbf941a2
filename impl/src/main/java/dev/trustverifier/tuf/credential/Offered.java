package dev.trustverifier.tuf.credential;

import dev.trustverifier.Outage;
import java.util.Objects;

/** What became of asking for a credential. */
public sealed interface Offered {

  /**
   * There is one.
   *
   * @param credential what to show to the registry
   */
  record Found(Credential credential) implements Offered {
    /** Checks that there is a credential. */
    public Found {
      Objects.requireNonNull(credential);
    }
  }

  /** There is none for this registry: it can only be asked as nobody. */
  record Nothing() implements Offered {}

  /**
   * Nobody knows. Never to be taken for {@link Nothing}.
   *
   * @param outage what failed; without secrets
   */
  record Failed(Outage outage) implements Offered {
    /** Checks that there is an outage. */
    public Failed {
      Objects.requireNonNull(outage);
    }
  }
}
