package dev.trustverifier.examples.webhook.settings;

import dev.trustverifier.tuf.config.PolicyFile;
import java.util.List;
import java.util.Objects;

/**
 * Namespaces that are treated alike. Immutable.
 *
 * @param names which; none for all that no other scope names
 * @param settings how
 * @param policy whom to trust there
 */
public record Scope(List<NamespacePattern> names, Settings settings, PolicyFile policy) {
  /** Copies the list. */
  public Scope {
    names = List.copyOf(names);
    Objects.requireNonNull(settings);
    Objects.requireNonNull(policy);
  }
}
