package dev.trustverifier.tuf.config;

import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustPolicy;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A policy, and where the metadata comes from, as a file says it. Immutable.
 *
 * <p>The file is one JSON text in UTF-8 of at most 1 MiB:
 *
 * <pre>{@code
 * {
 *   "rules": [
 *     {
 *       "images": "contoso.azurecr.io/shop/*",
 *       "pins": [{"certificateAuthority": "contoso-ca.pem"}],
 *       "lookIn": ["targets/releases", "targets"],
 *       "signers": {"threshold": 1, "of": ["alice", "bob"]},
 *       "freshness": {"recheckAfter": "PT5M", "rideOutOutage": "PT4H", "formerDigests": "P7D"}
 *     },
 *     {
 *       "images": "mirror.example/hub/**",
 *       "pins": "trust-on-first-use",
 *       "signedAs": {"prefix": "mirror.example/hub", "original": "docker.io"}
 *     },
 *     {"images": "registry.k8s.io/*", "exempt": "comes with the cluster"},
 *     {"images": "contoso.azurecr.io/shop/legacy-*", "deny": "end of life"}
 *   ],
 *   "sources": [
 *     {"images": "**", "notary": "https://notary.contoso.example", "ca": "notary-ca.pem"},
 *     {"images": "contoso.azurecr.io/**", "bundle": "trust-bundle"}
 *   ]
 * }
 * }</pre>
 *
 * <p>A <b>rule</b> has {@code images}, a pattern as {@link dev.trustverifier.policy.ImagePattern} reads it, and one of:
 *
 * <ul>
 *   <li>{@code pins}: a list in which each is <code>{"root": FILE}</code>, <code>{"certificate": KEYID}</code> or
 *       <code>{"certificateAuthority": FILE}</code>, all of one kind, any of which will do; or the text {@code
 *       trust-on-first-use}. Beside it there may be {@code lookIn}, a list of roles; {@code signers}, of whom so many
 *       as {@code threshold} says must have signed besides; {@code freshness}, durations such as {@code PT90S} or
 *       {@code P7D} for what {@link dev.trustverifier.policy.Freshness} says, each of which may be left out; and {@code
 *       signedAs}, for mirrors: {@code prefix} here and there ({@code original}), or one {@code repository} here and
 *       its {@code original};
 *   <li>{@code exempt}: the reason why nothing has to be proven;
 *   <li>{@code deny}: the reason why nothing is admitted.
 * </ul>
 *
 * <p>A <b>source</b> has {@code images} and one of {@code notary} (a URL), {@code bundle} (a folder) and {@code acr} (a
 * host). Notary and ACR may have a {@code ca}, a file of certificates in PEM that vouch for the server in place of
 * those that the system trusts; {@code certs}, a folder of certificates for each host as docker has it, to be believed
 * and to be shown; and a {@code credential}, {@code docker-config:PATH} or {@code env:NAME}: where it is,
 * never what it is. An ACR's may also be {@code workload-identity} or {@code managed-identity}, the latter with {@code
 * :CLIENT_ID} where there are several: an identity of Entra, as Azure's variables of the environment describe it.
 * Notary may have a {@code tokenHost} beside, the host whose token service may see the credential. For images of a
 * mirror, a source is chosen by the original's name. {@code sources} may be left out.
 *
 * <p>Paths start from the folder of the policy file. There are no other members and no comments; none may be given
 * twice, none may be {@code null}. What is wrong is refused with its line, column and path, the first fault only.
 *
 * @param policy whom to trust
 * @param sources where to ask
 */
public record PolicyFile(TrustPolicy policy, PatternMap<SourceSettings> sources) {
  private static final int LONGEST = 1024 * 1024;

  /** Checks that nothing is missing. */
  public PolicyFile {
    Objects.requireNonNull(policy);
    Objects.requireNonNull(sources);
  }

  /**
   * Reads a file.
   *
   * @param file where it is
   * @return what it says
   * @throws PolicyFileException if it cannot be read, is no such file, or names a file that is missing or wrong
   */
  public static PolicyFile read(Path file) {
    try {
      Path folder = Objects.requireNonNullElse(file.getParent(), Path.of(""));
      return parse(content(file), folder);
    } catch (PolicyFileException e) {
      throw e.line() == 0 ? e : e.in(file);
    }
  }

  private static byte[] content(Path file) {
    try {
      return new SettingsFile(file).read(LONGEST);
    } catch (IllegalArgumentException e) {
      throw new PolicyFileException(e);
    }
  }

  /**
   * Reads the content of a file.
   *
   * @param json the content
   * @param relativeTo the folder that paths in it start from
   * @return what it says
   * @throws PolicyFileException if it is no such file, or names a file that is missing or wrong
   */
  public static PolicyFile parse(byte[] json, Path relativeTo) {
    if (json.length > LONGEST) {
      throw new PolicyFileException(new IllegalArgumentException("longer than " + LONGEST + " bytes"));
    }
    try {
      WrittenJson file = WrittenJson.read(json).object(Set.of("rules", "sources"));
      return new PolicyFile(policy(file.required("rules"), relativeTo), sources(file.member("sources"), relativeTo));
    } catch (WrittenFault fault) {
      throw new PolicyFileException(fault);
    }
  }

  private static TrustPolicy policy(WrittenJson rules, Path folder) throws WrittenFault {
    RuleReader reader = new RuleReader(folder);
    PatternRows<TrustRule> rows = new PatternRows<>();
    for (WrittenJson rule : rules.elements()) {
      TrustRule read = reader.read(rule);
      rows.add(rule.required("images"), read);
    }
    TrustPolicy.Builder policy = TrustPolicy.builder();
    rows.build().entries().forEach(rule -> policy.rule(rule.pattern().toString(), rule.value()));
    return policy.build();
  }

  private static PatternMap<SourceSettings> sources(Optional<WrittenJson> sources, Path folder) throws WrittenFault {
    SourceReader reader = new SourceReader(folder);
    PatternRows<SourceSettings> rows = new PatternRows<>();
    if (sources.isPresent()) {
      for (WrittenJson source : sources.get().elements()) {
        SourceSettings read = reader.read(source);
        rows.add(source.required("images"), read);
      }
    }
    return rows.build();
  }
}
