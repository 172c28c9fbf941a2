package dev.trustverifier.tck.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * As much of Entra as one asks for a registry's sake: client credentials, federated tokens, and the managed identities
 * of virtual machines and of App Service. Safe for use by several threads.
 */
final class Entra {
  private static final Pattern LOGIN = Pattern.compile("/[^/]+/oauth2/v2\\.0/token");
  private static final String MACHINE = "/metadata/identity/oauth2/token";
  private static final String APP_SERVICE = "/msi/token";
  private static final String AUDIENCE = "https://containerregistry.azure.net";
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final Duration LIFETIME = Duration.ofSeconds(3599);

  private final List<AcrAccount> accounts;
  private final InstantSource clock;
  private final Map<String, AcrPass> tokens = new ConcurrentHashMap<>();

  Entra(List<AcrAccount> accounts, InstantSource clock) {
    this.accounts = List.copyOf(accounts);
    this.clock = clock;
  }

  Optional<AcrAccount> account(String name) {
    return accounts.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  Optional<AcrAccount> account(String name, String secret) {
    return account(name).filter(account -> account.secret().equals(secret));
  }

  /** Whom an access token is of, if it is good. */
  Optional<AcrAccount> holder(String token) {
    return Optional.ofNullable(tokens.get(token))
        .filter(pass -> pass.isGoodAt(clock.instant())).flatMap(AcrPass::holder);
  }

  String token(AcrAccount account) {
    Instant expires = clock.instant().plus(LIFETIME);
    String token = Jwt.unsigned("{\"aud\":\"" + AUDIENCE + "\",\"appid\":\"" + account.name() + "\",\"exp\":"
        + expires.getEpochSecond() + "}");
    tokens.put(token, new AcrPass(Optional.of(account), Set.of(), expires));
    return token;
  }

  static boolean isAsked(String path) {
    return LOGIN.matcher(path).matches() || path.equals(MACHINE) || path.equals(APP_SERVICE);
  }

  Answer answer(Received request) {
    Map<String, String> asked = request.parameters();
    if (LOGIN.matcher(request.path()).matches()) {
      return request.method().equals("POST") ? login(asked) : error(405, "invalid_request");
    }
    boolean local = request.path().equals(APP_SERVICE);
    String version = local ? "2019-08-01" : "2018-02-01";
    String header = local ? "x-identity-header" : "metadata";
    Optional<AcrAccount> account = asked.containsKey("client_id")
        ? account(asked.get("client_id"))
        : accounts.stream().filter(one -> one.role().isKnownToEntra()).findFirst();
    boolean proven = request.header(header)
        .filter(value -> local ? account.filter(one -> one.secret().equals(value)).isPresent() : value.equals("true"))
        .isPresent();
    if (!proven || !version.equals(asked.get("api-version")) || !AUDIENCE.equals(asked.get("resource"))) {
      return error(400, "invalid_request");
    }
    return account.map(this::managed).orElseGet(() -> error(400, "invalid_request"));
  }

  private Answer login(Map<String, String> form) {
    boolean federated = ASSERTION.equals(form.get("client_assertion_type"));
    String proof = form.getOrDefault(federated ? "client_assertion" : "client_secret", "");
    if (!"client_credentials".equals(form.get("grant_type")) || !(AUDIENCE + "/.default").equals(form.get("scope"))) {
      return error(400, "invalid_request");
    }
    return account(form.getOrDefault("client_id", ""), proof)
        .filter(account -> account.role().isKnownToEntra())
        .map(account -> Answer.json(200, "{\"token_type\":\"Bearer\",\"expires_in\":" + LIFETIME.toSeconds()
            + ",\"ext_expires_in\":" + LIFETIME.toSeconds() + ",\"access_token\":\"" + token(account) + "\"}"))
        .orElseGet(() -> error(401, "invalid_client"));
  }

  /** Numbers are texts here. */
  private Answer managed(AcrAccount account) {
    return Answer.json(200, "{\"access_token\":\"" + token(account) + "\",\"client_id\":\"" + account.name()
        + "\",\"expires_in\":\"" + LIFETIME.toSeconds() + "\",\"expires_on\":\""
        + clock.instant().plus(LIFETIME).getEpochSecond() + "\",\"resource\":\"" + AUDIENCE
        + "\",\"token_type\":\"Bearer\"}");
  }

  private static Answer error(int status, String code) {
    return Answer.json(status, "{\"error\":\"" + code + "\",\"error_description\":\"refused by the emulator\"}");
  }
}
