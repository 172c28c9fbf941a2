package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Secret;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives an identity's Entra token to a registry, for a refresh token of the registry's own; a refusal is no answer. */
final class EntraExchange implements Issuer {
  private static final List<String> REFRESH = List.of("refresh_token");

  private final EntraIdentity identity;
  private final EntraLogin login;
  private final Persistence persistence;
  private final InstantSource clock;

  EntraExchange(EntraIdentity identity, Persistence persistence, InstantSource clock) {
    this.identity = identity;
    this.login = new EntraLogin(persistence, clock);
    this.persistence = persistence;
    this.clock = clock;
  }

  @Override
  public Issued ask(Grant grant, Deadline deadline) throws NoAnswer {
    Secret entra = login.token(identity, deadline);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "access_token");
    form.put("service", grant.service().orElseThrow());
    form.put("access_token", entra.reveal());
    Reply reply = persistence.send(Call.post(grant.realm().uri(), TokenService.LONGEST_REPLY, form), deadline);
    if (reply.isUnauthorised()) {
      throw NoAnswer.to(reply.call(), Kind.UNAUTHORISED,
          "401, the registry does not take the identity's Entra token: it may be expired, or without a role there");
    }
    if (!reply.isOk()) {
      throw new NoAnswer(reply.outage(clock));
    }
    Optional<AccessToken> token = TokenReply.read(reply.body().content(), REFRESH, clock.instant());
    if (token.isEmpty()) {
      throw NoAnswer.to(reply.call(), Kind.PROTOCOL, "the answer holds no token");
    }
    return new Issued.Given(token.get());
  }
}
