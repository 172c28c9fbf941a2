package dev.trustverifier.examples.webhook.settings;

import dev.trustverifier.policy.TrustPin;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.config.PolicyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that the file of a gate says: the library's policy with its sources, and a section {@code webhook}. Immutable.
 *
 * <pre>{@code
 * rules:
 *   - images: registry.example/shop/*
 *     pins: [{certificateAuthority: ca.pem}]
 * sources:
 *   - {images: "**", notary: https://notary.example}
 * webhook:
 *   mode: enforce           # or warn, or off
 *   onUndecided: deny       # or error
 *   requireDigest: false
 *   ownerApproval: false
 *   breakGlass: {annotation: ops.image-policy.k8s.io/break-glass}
 *   namespaces:             # what differs there; rules replace those above
 *     - {names: [dev-*], mode: warn}
 *     - names: [payments]
 *       rules: [{images: registry.example/payments/*, pins: [{certificateAuthority: ca.pem}]}]
 * }</pre>
 *
 * <p>A namespace is treated as the entry says that names it, else the longest beginning of its name; the order does not
 * count. {@code webhook} and all its members may be left out.
 *
 * @param everywhere for all namespaces that no other scope names
 * @param namespaces the others
 * @param files the file itself and those that it names
 */
public record GateFile(Scope everywhere, List<Scope> namespaces, Set<Path> files) {
  /** Copies the collections. */
  public GateFile {
    Objects.requireNonNull(everywhere);
    namespaces = List.copyOf(namespaces);
    files = Set.copyOf(files);
  }

  /**
   * Reads a file.
   *
   * @param file where it is
   * @return what it says
   * @throws IllegalArgumentException if it cannot be used; the message is one line: file, place, what is wrong
   */
  public static GateFile read(Path file) {
    return new GateFileReader(file).read();
  }

  /**
   * The scope of a namespace.
   *
   * @param namespace its name
   * @return the one that names it, or the one for all others
   */
  public Scope scope(String namespace) {
    Scope best = everywhere;
    int weight = -1;
    for (Scope scope : namespaces) {
      for (NamespacePattern name : scope.names()) {
        if (name.matches(namespace) && name.weight() > weight) {
          best = scope;
          weight = name.weight();
        }
      }
    }
    return best;
  }

  /**
   * Whether some rule believes what it sees first.
   *
   * @return true if so: then all replicas must share a memory
   */
  public boolean trustsOnFirstUse() {
    return Stream.concat(Stream.of(everywhere), namespaces.stream())
        .map(Scope::policy)
        .flatMap(GateFile::rules)
        .anyMatch(rule -> rule instanceof TrustRule.Verify verify && verify.pins().get(0) instanceof TrustPin.FirstUse);
  }

  private static Stream<TrustRule> rules(PolicyFile policy) {
    return policy.policy().rules().stream().map(rule -> rule.value());
  }
}
