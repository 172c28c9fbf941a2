package dev.trustverifier.tck.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who may pull what, and the tokens that say so. It answers at {@code /token} of an emulator: GET with or without Basic
 * authentication, and POST with {@code grant_type} {@code password} or {@code refresh_token}; {@code
 * access_type=offline} or {@code offline_token=true} brings a refresh token. Safe for use by several threads.
 *
 * <p>Who names nobody gets a token for what everybody may pull, and one for nothing elsewhere; wrong credentials get a
 * 401. Tokens look like JWTs, with {@code exp}, but nobody signed them: only this service can tell whether they are
 * good.
 */
public final class TokenService {
  private static final String NAME = "trustverifier-emulator";

  private final Map<String, Account> accounts;
  private final Account nobody;
  private final Duration lifetime;
  private final Duration announced;
  private final TokenForm form;
  private final InstantSource clock;
  private final Map<String, Grant> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();

  private TokenService(Builder settings) {
    accounts = Map.copyOf(settings.accounts);
    nobody = new Account("", settings.anonymous);
    lifetime = settings.lifetime;
    announced = settings.announced.orElse(settings.lifetime);
    form = settings.form;
    clock = settings.clock;
  }

  /**
   * A service that knows nobody yet.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The name that challenges call this service by.
   *
   * @return its name
   */
  public String name() {
    return NAME;
  }

  /**
   * Makes a refresh token, as a user has it who has logged in.
   *
   * @param user a user that the builder was told of
   * @return the token; good until {@link #revokeAll()}
   * @throws IllegalArgumentException if there is no such user
   */
  public String refreshToken(String user) {
    if (!accounts.containsKey(user)) {
      throw new IllegalArgumentException("no user " + user);
    }
    String token = Jwt.random(24);
    refreshTokens.put(token, user);
    return token;
  }

  /** Takes back all tokens at once, those for refreshing too, though they say that they are good. */
  public void revokeAll() {
    tokens.clear();
    refreshTokens.clear();
  }

  /** Takes back all access tokens at once; refresh tokens stay good. */
  public void revokeAccess() {
    tokens.clear();
  }

  /** Why a request is not good enough for a scope: an error code, empty where it brings nothing; null if it is. */
  @Nullable String objection(Received request, String scope) {
    Optional<String> token = request.credentials("bearer");
    if (token.isEmpty()) {
      return "";
    }
    Grant grant = tokens.get(token.get());
    if (grant == null || !clock.instant().isBefore(grant.expires())) {
      return "invalid_token";
    }
    return grant.covers(scope) ? null : "insufficient_scope";
  }

  /** Whether a request brings a name and a password that are good for a scope. */
  boolean admitsByPassword(Received request, String scope) {
    return account(request).map(account -> grant(account, scope).covers(scope)).orElse(false);
  }

  /** What the service says at its own address. */
  Answer answer(Received request) {
    Map<String, String> asked = request.parameters();
    String kind = asked.getOrDefault("grant_type", "");
    String scope = asked.getOrDefault("scope", "");
    boolean offline = "offline".equals(asked.get("access_type")) || "true".equals(asked.get("offline_token"));
    if (request.method().equals("GET")) {
      return request.header("authorization").isEmpty()
          ? issued(nobody, scope, "")
          : byPassword(account(request), scope, offline ? named(request) : "");
    }
    if (!request.method().equals("POST")) {
      return Answer.empty(405);
    }
    return switch (kind) {
      case "password" -> byPassword(
          account(asked.get("username"), asked.get("password")), scope, offline ? asked.get("username") : "");
      case "refresh_token" -> byRefreshToken(asked.getOrDefault("refresh_token", ""), scope);
      default -> Answer.json(400, "{\"error\":\"unsupported_grant_type\"}\n");
    };
  }

  private Answer byPassword(Optional<Account> account, String scope, String user) {
    return account.map(found -> issued(found, scope, user.isEmpty() ? "" : refreshToken(user)))
        .orElseGet(this::refused);
  }

  private Answer byRefreshToken(String token, String scope) {
    @Nullable String user = refreshTokens.get(token);
    return user == null ? refused() : issued(Objects.requireNonNull(accounts.get(user)), scope, token);
  }

  private Answer issued(Account account, String scope, String refreshToken) {
    Instant now = clock.instant();
    Grant grant = grant(account, scope);
    String token = Jwt.unsigned("{\"aud\":\"" + NAME + "\",\"iat\":" + now.getEpochSecond()
        + ",\"exp\":" + grant.expires().getEpochSecond() + "}");
    tokens.put(token, grant);
    String refresh = refreshToken.isEmpty() ? "" : ",\"refresh_token\":\"" + refreshToken + "\"";
    return Answer.json(200, "{" + form.members(token, announced.toSeconds(), now) + refresh + "}\n");
  }

  private Grant grant(Account account, String scopes) {
    Set<String> repositories = new TreeSet<>();
    for (String scope : scopes.split(" ")) {
      int actions = scope.lastIndexOf(':');
      if (scope.startsWith("repository:") && actions > "repository:".length()) {
        repositories.add(scope.substring("repository:".length(), actions));
      }
    }
    repositories.removeIf(account.readable().negate());
    return new Grant(repositories, clock.instant().plus(lifetime));
  }

  private Answer refused() {
    return Answer.json(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}\n")
        .with("WWW-Authenticate: Basic realm=\"" + NAME + "\"");
  }

  private Optional<Account> account(@Nullable String user, @Nullable String password) {
    return Optional.ofNullable(user).map(accounts::get).filter(account -> account.password().equals(password));
  }

  private Optional<Account> account(Received request) {
    String[] pair = request.userAndPassword();
    return account(pair[0], pair[1]);
  }

  private static String named(Received request) {
    return request.userAndPassword()[0];
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return NAME;
  }

  /** What a {@link TokenService} is told. Not for use by several threads. */
  public static final class Builder {
    private final Map<String, Account> accounts = new HashMap<>();
    private Predicate<String> anonymous = repository -> false;
    private Duration lifetime = Duration.ofMinutes(5);
    private Optional<Duration> announced = Optional.empty();
    private TokenForm form = TokenForm.FULL;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

    /**
     * Adds a user who may pull everything.
     *
     * @param name the user's name
     * @param password the user's password
     * @return this builder
     */
    public Builder user(String name, String password) {
      return user(name, password, repository -> true);
    }

    /**
     * Adds a user who may pull some repositories.
     *
     * @param name the user's name
     * @param password the user's password
     * @param readable given the name of a repository as scopes have it, tells whether the user may pull it
     * @return this builder
     */
    public Builder user(String name, String password, Predicate<String> readable) {
      accounts.put(name, new Account(password, readable));
      return this;
    }

    /**
     * Says what everybody may pull. Default: nothing.
     *
     * @param readable given the name of a repository as scopes have it, tells whether everybody may pull it
     * @return this builder
     */
    public Builder anonymous(Predicate<String> readable) {
      anonymous = Objects.requireNonNull(readable);
      return this;
    }

    /**
     * Says how an access token is handed out. Default: {@link TokenForm#FULL}.
     *
     * @param other the form
     * @return this builder
     */
    public Builder form(TokenForm other) {
      form = Objects.requireNonNull(other);
      return this;
    }

    /**
     * Has {@code expires_in} differ from how long an access token is good, and from what the token itself says.
     * Default: it does not.
     *
     * @param time what to announce
     * @return this builder
     */
    public Builder announces(Duration time) {
      announced = Optional.of(time);
      return this;
    }

    /**
     * Says how long an access token is good. Default: five minutes.
     *
     * @param time how long; whole seconds are told
     * @return this builder
     */
    public Builder lifetime(Duration time) {
      lifetime = Objects.requireNonNull(time);
      return this;
    }

    /**
     * Names the clock that tokens expire by. Default: the system's.
     *
     * @param other the clock
     * @return this builder
     */
    public Builder clock(InstantSource other) {
      clock = Objects.requireNonNull(other);
      return this;
    }

    /**
     * Makes the service.
     *
     * @return the service
     */
    public TokenService build() {
      return new TokenService(this);
    }
  }
}
