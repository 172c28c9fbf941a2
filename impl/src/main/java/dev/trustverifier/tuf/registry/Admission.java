package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.Credential;
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
  /** Why those tried last got no token; what is not their fault before what is. */
  private Optional<Outage> refusal = Optional.empty();
  /** Whether one of those tried last is known to who knows them, though not let in. */
  private boolean known;

  Admission(Door door, Gun gun, Call call, Deadline deadline) {
    this.door = door;
    this.gun = gun;
    this.call = call;
    this.deadline = deadline;
  }

  /** The first answer that is no refusal. */
  Reply ask() throws NoAnswer {
    Optional<Pass> last = door.lastPass(gun);
    Optional<Reply> reply = last.isPresent() ? show(last.get()) : Optional.empty();
    Reply first = reply.isPresent() ? reply.get() : door.send(call, deadline);
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

  private Reply asSomebody(Reply first, Invitation invitation) throws NoAnswer {
    Optional<Credential> tried = Optional.empty();
    for (int i = 0; i < MOST_CREDENTIALS; i++) {
      Optional<Credential> offered = door.credential(gun, tried, deadline);
      if (offered.isEmpty() || offered.equals(tried)) {
        break;
      }
      List<Pass> passes = invitation.forSomebody(offered.get());
      requireSafe(first, passes);
      Optional<Reply> answer = tryEach(passes);
      if (answer.isPresent()) {
        return answer.get();
      }
      tried = offered;
      if (known || !isUnknown()) {
        break; // Another credential of theirs would fare no better.
      }
      door.refused(gun, offered.get());
    }
    Outage why = refusal.filter(outage -> !known && !isUnknown()).orElse(first.outage(door.clock()));
    String more = tried.isEmpty() ? "and there are none for "
        : why.kind() == Kind.UNAUTHORISED ? "and does not accept those for " : "asked with those for ";
    throw shut(why, more + Door.registryOf(gun));
  }

  /** Whether none is known to who should know them. */
  private boolean isUnknown() {
    return refusal.filter(outage -> outage.kind() == Kind.UNAUTHORISED).isPresent();
  }

  private void requireSafe(Reply first, List<Pass> passes) throws NoAnswer {
    Outage why = first.outage(door.clock());
    if (passes.isEmpty()) {
      throw shut(why, "but in no way that is known here, such as by a token service that is https");
    }
    for (Pass pass : passes) {
      if (!door.maySee(pass)) {
        throw shut(why, "for the token service of another host, which was not named as one that may see them: "
            + ((Pass.Bearer) pass).grant().realm().uri().getHost());
      }
    }
  }

  private static NoAnswer shut(Outage outage, String more) {
    return new NoAnswer(new Outage(outage.kind(), outage.message() + ", " + more, outage.retryAfter()));
  }

  /** The answer to the first that is let in. */
  private Optional<Reply> tryEach(List<Pass> passes) throws NoAnswer {
    refusal = Optional.empty();
    known = false;
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
      Reply reply = door.send(call.by(TokenService.basic(basic.password())), deadline);
      if (reply.isUnauthorised()) {
        refusal = Optional.of(reply.outage(door.clock()));
      }
      return Optional.of(reply);
    }
    Optional<AccessToken> token = token((Pass.Bearer) pass);
    return token.isEmpty() ? Optional.empty() : Optional.of(door.send(call.by(token.get().header()), deadline));
  }

  /** A token that was not shown yet. */
  private Optional<AccessToken> token(Pass.Bearer pass) throws NoAnswer {
    try {
      Issued issued = door.token(pass.grant(), Optional.ofNullable(shown.get(pass.grant())), deadline);
      if (issued instanceof Issued.Given given) {
        known = true;
        shown.put(pass.grant(), given.token());
        return Optional.of(given.token());
      }
      Outage why = ((Issued.Refused) issued).why();
      refusal = refusal.filter(before -> why.kind() == Kind.UNAUTHORISED).or(() -> Optional.of(why));
      return Optional.empty();
    } catch (NoAnswer e) {
      door.forget(gun, pass); // The server may name another token service by now: the next call asks it.
      throw e;
    }
  }
}
