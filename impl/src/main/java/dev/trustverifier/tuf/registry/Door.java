package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.tuf.credential.Credential;
import java.time.InstantSource;
import java.util.Optional;

/** What all calls to one server share of being let in. Safe for use by several threads. */
final class Door {
  private static final int MOST_PASSES = 16_384;

  private final ServerAddress server;
  private final Access access;
  private final Persistence persistence;
  private final InstantSource clock;
  private final Tokens tokens;
  private final Wallet wallet;
  private final Recent<Gun, Pass> passes = new Recent<>(MOST_PASSES);

  Door(ServerAddress server, Access access, Persistence persistence, InstantSource clock) {
    this.server = server;
    this.access = access;
    this.persistence = persistence;
    this.clock = clock;
    this.wallet = new Wallet(access.credentials());
    this.tokens = new Tokens(new TokenService(persistence, clock), clock);
  }

  /** The answer to a call about a collection; a refusal to let us in is no answer. */
  Reply ask(Gun gun, Call call, Deadline deadline) throws NoAnswer {
    return new Admission(this, gun, call, deadline).ask();
  }

  Optional<Pass> lastPass(Gun gun) {
    return passes.get(gun);
  }

  void remember(Gun gun, Pass pass) {
    passes.put(gun, pass);
  }

  void forget(Gun gun, Pass pass) {
    passes.remove(gun, pass);
  }

  Reply send(Call call, Deadline deadline) throws NoAnswer {
    return persistence.send(call, deadline);
  }

  Issued token(Grant grant, Optional<AccessToken> refused, Deadline deadline) throws NoAnswer {
    return tokens.find(grant, refused, deadline);
  }

  Invitation invitation(Reply refusal, Gun gun) {
    return Invitation.of(refusal, gun, server, access.scopes());
  }

  boolean maySee(Pass pass) {
    return !(pass instanceof Pass.Bearer bearer) || access.maySee(bearer.grant().realm().uri(), server);
  }

  /** Somebody as whom to ask, and if it can be not as the one who was refused; empty for nobody. */
  Optional<Credential> credential(Gun gun, Optional<Credential> refused, Deadline deadline) throws NoAnswer {
    return wallet.find(registryOf(gun), refused, deadline);
  }

  void refused(Gun gun, Credential credential) {
    wallet.refused(registryOf(gun), credential);
  }

  static String registryOf(Gun gun) {
    return gun.value().substring(0, gun.value().indexOf('/'));
  }

  InstantSource clock() {
    return clock;
  }
}
