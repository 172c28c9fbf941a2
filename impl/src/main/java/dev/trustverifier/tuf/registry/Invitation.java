package dev.trustverifier.tuf.registry;

import dev.trustverifier.Gun;
import dev.trustverifier.tuf.credential.Credential;
import java.util.List;
import java.util.Optional;

/**
 * What a server that turned somebody away said of how to be let in.
 *
 * @param grants what tokens to ask for, as nobody, best first
 * @param takesPasswords whether it wants to see a password itself
 */
record Invitation(List<Grant> grants, boolean takesPasswords) {
  private static final String CHALLENGE = "WWW-Authenticate";

  static Invitation of(Reply refusal, Gun gun, ServerAddress server, Scopes scopes) {
    List<Challenge> challenges = ChallengeParser.parse(refusal.headers().allValues(CHALLENGE));
    List<Grant> grants = challenges.stream()
        .filter(Challenge::isBearer)
        .flatMap(bearer -> realm(bearer, server).map(realm -> grants(bearer, realm, gun, scopes)).stream())
        .findFirst()
        .orElse(List.of());
    return new Invitation(grants, challenges.stream().anyMatch(Challenge::isBasic));
  }

  private static Optional<Realm> realm(Challenge bearer, ServerAddress server) {
    return bearer.parameter("realm").flatMap(text -> Realm.of(text, server));
  }

  private static List<Grant> grants(Challenge bearer, Realm realm, Gun gun, Scopes scopes) {
    return scopes.of(gun, bearer.parameter("scope")).stream()
        .map(scope -> new Grant(realm, bearer.parameter("service"), scope, Optional.empty()))
        .toList();
  }

  /** What nobody may try. */
  List<Pass> forNobody() {
    return grants.stream().<Pass>map(Pass.Bearer::new).toList();
  }

  /** What somebody may try. */
  List<Pass> forSomebody(Credential credential) {
    if (!grants.isEmpty()) {
      return grants.stream().<Pass>map(grant -> new Pass.Bearer(grant.by(credential))).toList();
    }
    return takesPasswords && credential instanceof Credential.Password password
        ? List.of(new Pass.Basic(password))
        : List.of();
  }
}
