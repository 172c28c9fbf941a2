package dev.trustverifier.tck.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The token service of one registry: {@code /oauth2/exchange} and {@code /oauth2/token}. Safe for use by several
 * threads.
 */
final class AcrTokens {
  static final String EXCHANGE = "/oauth2/exchange";
  static final String TOKEN = "/oauth2/token";

  /** The user's name that goes with a token in place of a password. */
  private static final String TOKEN_USER = "00000000-0000-0000-0000-000000000000";
  private static final Duration REFRESH_LIFETIME = Duration.ofHours(3);

  private final Supplier<String> registry;
  private final Entra entra;
  private final InstantSource clock;
  private final Duration lifetime;
  private final AnonymousPull anonymous;
  private final Map<String, AcrPass> accessTokens = new ConcurrentHashMap<>();
  private final Map<String, AcrPass> refreshTokens = new ConcurrentHashMap<>();

  AcrTokens(AcrEmulator.Builder settings, Entra entra, Supplier<String> registry) {
    this.registry = registry;
    this.entra = entra;
    this.clock = settings.clock;
    this.lifetime = settings.lifetime;
    this.anonymous = settings.anonymous;
  }

  void revokeAccess() {
    accessTokens.clear();
  }

  void revokeAll() {
    accessTokens.clear();
    refreshTokens.clear();
  }

  /** What an access token stands for, expired or not. */
  Optional<AcrPass> pass(String accessToken) {
    return Optional.ofNullable(accessTokens.get(accessToken));
  }

  String refreshToken(AcrAccount account) {
    Instant expires = clock.instant().plus(REFRESH_LIFETIME);
    String token = Jwt.unsigned(claims("refresh_token", expires, account.name(),
        "\"permissions\":{\"actions\":[\"*\"],\"notActions\":[]},\"roles\":[]"));
    refreshTokens.put(token, new AcrPass(Optional.of(account), Set.of(), expires));
    return token;
  }

  /** An Entra token for one of the registry's own. */
  Answer exchange(Received request) {
    if (!request.method().equals("POST")) {
      return AcrError.NAME_UNKNOWN.answer(404);
    }
    Map<String, String> form = request.parameters();
    if (!"access_token".equals(form.get("grant_type")) || !registry.get().equals(form.get("service"))) {
      return AcrError.BAD_REQUEST.answer(400);
    }
    return entra.holder(form.getOrDefault("access_token", ""))
        .filter(account -> account.role() != AcrRole.STRANGER)
        .map(account -> Answer.json(200, "{\"refresh_token\":\"" + refreshToken(account) + "\"}"))
        .orElseGet(() -> AcrError.UNAUTHORIZED.answer(401));
  }

  Answer token(Received request) {
    Map<String, String> asked = request.parameters();
    if (!registry.get().equals(asked.get("service"))) {
      return AcrError.BAD_REQUEST.answer(400);
    }
    String scope = asked.getOrDefault("scope", "");
    if (request.method().equals("GET")) {
      String[] pair = request.userAndPassword();
      return request.header("authorization").isEmpty() ? forNobody(scope) : byPassword(pair[0], pair[1], scope);
    }
    if (!request.method().equals("POST")) {
      return AcrError.UNSUPPORTED.answer(405);
    }
    return switch (asked.getOrDefault("grant_type", "")) {
      case "refresh_token" -> byToken(refreshTokens.get(asked.getOrDefault("refresh_token", "")), scope);
      case "password" -> asked.containsKey("username")
          ? byPassword(asked.get("username"), asked.getOrDefault("password", ""), scope)
          : forNobody(scope);
      default -> AcrError.BAD_REQUEST.answer(400);
    };
  }

  private Answer forNobody(String scope) {
    return anonymous == AnonymousPull.OFF ? AcrError.UNAUTHORIZED.answer(401) : issued(Optional.empty(), scope);
  }

  private Answer byPassword(String user, String password, String scope) {
    if (user.equals(TOKEN_USER)) {
      @Nullable AcrPass refresh = refreshTokens.get(password);
      return byToken(refresh == null ? accessTokens.get(password) : refresh, scope);
    }
    return entra.account(user, password)
        .filter(account -> account.role() != AcrRole.STRANGER)
        .map(account -> issued(Optional.of(account), scope))
        .orElseGet(() -> AcrError.UNAUTHORIZED.answer(401));
  }

  private Answer byToken(@Nullable AcrPass token, String scope) {
    return token != null && token.isGoodAt(clock.instant())
        ? issued(token.holder(), scope)
        : AcrError.UNAUTHORIZED.answer(401);
  }

  /** No word of how long it lasts but in the token itself. */
  private Answer issued(Optional<AcrAccount> holder, String scope) {
    Instant expires = clock.instant().plus(lifetime);
    Set<String> names = repositories(scope);
    String access = names.stream()
        .map(name -> "{\"type\":\"repository\",\"name\":\"" + name + "\",\"actions\":[\"pull\"]}")
        .collect(Collectors.joining(","));
    String token = Jwt.unsigned(
        claims("access_token", expires, holder.map(AcrAccount::name).orElse(""), "\"access\":[" + access + "]"));
    accessTokens.put(token, new AcrPass(holder, names, expires));
    return Answer.json(200, "{\"access_token\":\"" + token + "\"}");
  }

  private static Set<String> repositories(String scopes) {
    Set<String> names = new TreeSet<>();
    for (String scope : scopes.split(" ")) {
      int actions = scope.lastIndexOf(':');
      if (scope.startsWith("repository:") && actions > "repository:".length()) {
        names.add(scope.substring("repository:".length(), actions));
      }
    }
    return names;
  }

  private String claims(String kind, Instant expires, String subject, String more) {
    long now = clock.instant().getEpochSecond();
    return "{\"jti\":\"" + Jwt.random(16) + "\",\"sub\":\"" + subject + "\",\"nbf\":" + now + ",\"exp\":"
        + expires.getEpochSecond() + ",\"iat\":" + now + ",\"iss\":\"Azure Container Registry\",\"aud\":\""
        + registry.get() + "\",\"version\":\"1.0\",\"grant_type\":\"" + kind + "\"," + more + "}";
  }
}
