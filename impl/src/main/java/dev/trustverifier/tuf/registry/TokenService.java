package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks token services for tokens, in the ways of docker's registries. Safe for use by several threads. */
final class TokenService implements Issuer {
  static final int LONGEST_REPLY = 256 * 1024;
  private static final String CLIENT = "trustverifier";
  /** What a service answers that knows the other method only. */
  private static final Set<Integer> OTHER_METHOD = Set.of(404, 405, 501);
  /** What may pass, though the status is one of a request that is wrong. */
  private static final Set<Integer> PASSING = Set.of(408, 429);
  /** What services that follow OAuth 2 call a credential that they do not take, with whatever status. */
  private static final Set<String> UNKNOWN_CREDENTIAL =
      Set.of("invalid_grant", "invalid_client", "unauthorized_client", "unauthorized");

  private final Persistence persistence;
  private final InstantSource clock;

  TokenService(Persistence persistence, InstantSource clock) {
    this.persistence = persistence;
    this.clock = clock;
  }

  @Override
  public Issued ask(Grant grant, Deadline deadline) throws NoAnswer {
    Reply reply = reply(grant, deadline);
    if (reply.isOk()) {
      Optional<AccessToken> token = TokenReply.read(reply.body().content(), clock.instant());
      if (token.isEmpty()) {
        throw NoAnswer.to(reply.call(), Kind.PROTOCOL, "the answer holds no token");
      }
      return new Issued.Given(token.get());
    }
    if (reply.status() >= 400 && reply.status() < 500 && !PASSING.contains(reply.status())) {
      return new Issued.Refused(refusal(reply));
    }
    throw new NoAnswer(reply.outage(clock));
  }

  private static Outage refusal(Reply reply) {
    String what = reply.call() + ": " + reply.status() + ", ";
    boolean unknown = TokenReply.error(reply.body().content()).filter(UNKNOWN_CREDENTIAL::contains).isPresent();
    if (unknown || reply.isUnauthorised()) {
      return new Outage(Kind.UNAUTHORISED, what + "it is not known there who asks");
    }
    return reply.isForbidden()
        ? new Outage(Kind.FORBIDDEN, what + "the token service gives no token for this")
        : new Outage(Kind.PROTOCOL, what + "as no token service would answer");
  }

  private Reply reply(Grant grant, Deadline deadline) throws NoAnswer {
    if (grant.identity().isEmpty()) {
      return persistence.send(grant.call(LONGEST_REPLY), deadline);
    }
    Credential credential = grant.identity().get();
    if (credential instanceof Credential.Password password) {
      Reply reply = persistence.send(grant.call(LONGEST_REPLY).by(basic(password)), deadline);
      return OTHER_METHOD.contains(reply.status()) ? persistence.send(post(grant, password), deadline) : reply;
    }
    return persistence.send(post(grant, (Credential.IdentityToken) credential), deadline);
  }

  private static Call post(Grant grant, Credential.Password password) {
    return post(grant, Map.of(
        "grant_type", "password", "username", password.user(), "password", password.password().reveal()));
  }

  private static Call post(Grant grant, Credential.IdentityToken token) {
    return post(grant, Map.of("grant_type", "refresh_token", "refresh_token", token.token().reveal()));
  }

  private static Call post(Grant grant, Map<String, String> proof) {
    Map<String, String> form = new LinkedHashMap<>(proof);
    grant.service().ifPresent(service -> form.put("service", service));
    form.put("scope", grant.scope());
    form.put("client_id", CLIENT);
    return Call.post(grant.realm().uri(), LONGEST_REPLY, form);
  }

  /** The header by which a password is shown. */
  static Secret basic(Credential.Password password) {
    String pair = password.user() + ":" + password.password().reveal();
    return Secret.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }
}
