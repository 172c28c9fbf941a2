package dev.trustverifier.tuf.registry;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.credential.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks for an identity's Entra token. Nothing is kept: the registry gives a longer-lived one for it at once. Safe for
 * use by several threads.
 */
final class EntraLogin {
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String MACHINE_API = "2018-02-01";
  private static final String APP_SERVICE_API = "2019-08-01";
  private static final Set<Integer> UNKNOWN_IDENTITY = Set.of(400, 401);
  private static final int LONGEST_FILE = 64 * 1024;

  private final Persistence persistence;
  private final InstantSource clock;

  EntraLogin(Persistence persistence, InstantSource clock) {
    this.persistence = persistence;
    this.clock = clock;
  }

  /** A token for registries. */
  Secret token(EntraIdentity identity, Deadline deadline) throws NoAnswer {
    if (identity instanceof EntraIdentity.Supplied supplied) {
      return token(supplied, deadline);
    }
    Reply reply = identity instanceof EntraIdentity.Workload workload
        ? persistence.send(call(workload), deadline)
        : persistence.towardsTheMachine().send(call((EntraIdentity.Managed) identity), deadline);
    Call call = reply.call();
    if (UNKNOWN_IDENTITY.contains(reply.status())) {
      throw NoAnswer.to(call, Kind.UNAUTHORISED, reply.status() + ", no token is given to " + identity);
    }
    if (!reply.isOk()) {
      throw new NoAnswer(reply.outage(clock));
    }
    Optional<AccessToken> token = TokenReply.read(reply.body().content(), clock.instant());
    if (token.isEmpty()) {
      throw NoAnswer.to(call, Kind.PROTOCOL, "the answer holds no token");
    }
    return token.get().value();
  }

  private static Secret token(EntraIdentity.Supplied supplied, Deadline deadline) throws NoAnswer {
    try {
      return supplied.tokens().token(EntraIdentity.SCOPE, deadline);
    } catch (RuntimeException e) { // Not ours: its message may hold anything, a secret too.
      Kind kind = Thread.currentThread().isInterrupted() ? Kind.INTERRUPTED
          : deadline.hasPassed() ? Kind.TIMED_OUT : Kind.UNREACHABLE;
      throw new NoAnswer(new Outage(kind, "the supplier of Entra tokens broke with " + e.getClass().getName()));
    }
  }

  private static Call call(EntraIdentity.Workload workload) throws NoAnswer {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", workload.client());
    form.put("scope", EntraIdentity.SCOPE);
    form.put("client_assertion_type", ASSERTION);
    form.put("client_assertion", content(workload.tokenFile()));
    String authority = workload.authority().toString().replaceAll("/+$", "");
    URI uri = URI.create(authority + "/" + workload.tenant() + "/oauth2/v2.0/token");
    return Call.post(uri, TokenService.LONGEST_REPLY, form);
  }

  /** Read each time: it is renewed by others. */
  private static String content(Path file) throws NoAnswer {
    try (InputStream input = Files.newInputStream(file)) {
      return new String(input.readNBytes(LONGEST_FILE), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new NoAnswer(new Outage(Kind.IO, file + " cannot be read: " + e.getClass().getSimpleName()));
    }
  }

  private static Call call(EntraIdentity.Managed managed) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("api-version", managed.header().isPresent() ? APP_SERVICE_API : MACHINE_API);
    query.put("resource", EntraIdentity.AUDIENCE);
    managed.client().ifPresent(client -> query.put("client_id", client));
    URI uri = URI.create(managed.endpoint() + "?" + Call.encoded(query));
    return Call.get(uri, TokenService.LONGEST_REPLY).with(managed.header()
        .map(secret -> Map.of("X-IDENTITY-HEADER", secret))
        .orElse(Map.of("Metadata", Secret.of("true"))));
  }
}
