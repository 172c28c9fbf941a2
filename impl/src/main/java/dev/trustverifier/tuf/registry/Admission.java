package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Offered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call's way past a door: as last time, else as nobody, else with the credential that is offered; each once, and
 * then it stays shut. Not for use by several threads.
 */
final class Admission {
  /** The second is one that was renewed meanwhile. */
  private static final int MOST_CREDENTIALS = 2;

  private final Door door;
  private final Gun gun;
  private final Call call;
  private final Deadline deadline;
  private final Map<Grant, AccessToken> shown = new HashMap<>();

  Admission(Door door, Gun gun, Call call, Deadline deadline) {
    this.door = door;
    this.gun = gun;
    this.call = call;
    this.deadline = deadline;
  }

  /** The first answer that is no refusal. */
  Reply ask() throws NoAnswer {
    Optional<Pass> last = door.lastPass(gun);
    Optional<Reply> known = last.isPresent() ? show(last.get()) : Optional.empty();
    Reply first = known.isPresent() ? known.get() : door.send(call, deadline);
    if (!first.isUnauthorised()) {
      return first;
    }
    Invitation invitation = door.invitation(first, gun);
    if (last.isEmpty() || !last.get().isPersonal()) {
      Optional<Reply> answer = tryEach(invitation.forNobody());
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return asSomebody(first, invitation);
  }

  private Reply asSomebody(Reply refusal, Invitation invitation) throws NoAnswer {
    Optional<Credential> tried = Optional.empty();
    for (int i = 0; i < MOST_CREDENTIALS; i++) {
      Optional<Credential> offered = offered();
      if (offered.isEmpty() || offered.equals(tried)) {
        break;
      }
      List<Pass> passes = invitation.forSomebody(offered.get());
      requireSafe(refusal, passes);
      Optional<Reply> answer = tryEach(passes);
      if (answer.isPresent()) {
        return answer.get();
      }
      door.refused(gun, offered.get());
      tried = offered;
    }
    String registry = Door.registryOf(gun);
    throw refused(refusal, tried.isPresent()
        ? "and does not accept those for " + registry
        : "and there are none for " + registry);
  }

  private Optional<Credential> offered() throws NoAnswer {
    Offered offered = door.offer(gun, deadline);
    if (offered instanceof Offered.Failed failed) {
      throw new NoAnswer(failed.outage());
    }
    return offered instanceof Offered.Found found ? Optional.of(found.credential()) : Optional.empty();
  }

  private void requireSafe(Reply refusal, List<Pass> passes) throws NoAnswer {
    if (passes.isEmpty()) {
      throw refused(refusal, "but in no way that is known here, such as by a token service that is https");
    }
    for (Pass pass : passes) {
      if (!door.maySee(pass)) {
        throw refused(refusal, "for the token service of another host, which was not named as one that may see them: "
            + ((Pass.Bearer) pass).grant().realm().uri().getHost());
      }
    }
  }

  private NoAnswer refused(Reply refusal, String why) {
    Outage outage = refusal.outage(door.clock());
    return new NoAnswer(new Outage(outage.kind(), outage.message() + ", " + why, outage.retryAfter()));
  }

  /** The answer to the first that is let in. */
  private Optional<Reply> tryEach(List<Pass> passes) throws NoAnswer {
    for (Pass pass : passes) {
      Optional<Reply> answer = show(pass).filter(reply -> !reply.isUnauthorised());
      if (answer.isPresent()) {
        door.remember(gun, pass);
        return answer;
      }
    }
    return Optional.empty();
  }

  /** What the server says to a pass; empty if it cannot be had. */
  private Optional<Reply> show(Pass pass) throws NoAnswer {
    if (pass instanceof Pass.Basic basic) {
      return Optional.of(door.send(call.by(TokenService.basic(basic.password())), deadline));
    }
    Optional<AccessToken> token = token((Pass.Bearer) pass);
    return token.isEmpty() ? Optional.empty() : Optional.of(door.send(call.by(token.get().header()), deadline));
  }

  /** A token that was not shown yet. */
  private Optional<AccessToken> token(Pass.Bearer pass) throws NoAnswer {
    try {
      Optional<AccessToken> token = door.token(pass.grant(), Optional.ofNullable(shown.get(pass.grant())), deadline);
      token.ifPresent(given -> shown.put(pass.grant(), given));
      return token;
    } catch (NoAnswer e) {
      door.forget(gun, pass); // The server may name another token service by now: the next call asks it.
      throw e;
    }
  }
}
