package dev.trustverifier.tck.server;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.CertificateAuthority;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A real server on the loopback address that answers as an Azure Container Registry with content trust does, as far as
 * that is known, until it is told to misbehave. Safe for use by several threads.
 *
 * <pre>{@code
 * try (AcrEmulator acr = AcrEmulator.builder("contoso.azurecr.io").account(AcrRole.PULLER, "app", "secret").start()) {
 *   acr.serve(repository);                                      // of contoso.azurecr.io/…
 *   acr.misbehave(Requests.to("/oauth2/token").first(1), Misbehaviour.status(429));
 *   // verify through acr.uri()
 * }
 * }</pre>
 *
 * <p>It has {@code /v2/}, trust data as {@link NotaryEmulator} has it, images, {@code /oauth2/exchange} (POST only) and
 * {@code /oauth2/token} (GET with Basic or without, POST with {@code refresh_token} or {@code password}). It has no
 * health check, and it takes nothing: who may publish finds no such place. Beside the registry's own, the same server
 * has what one asks of Entra: {@code /TENANT/oauth2/v2.0/token}, and at {@code /metadata/identity/oauth2/token} and
 * {@code /msi/token} what managed identities ask, of which the first account known to Entra is the one without a name.
 *
 * <p>A firewall is {@code misbehave(Requests.all(), Misbehaviour.status(403))}, throttling a 429 at any place, and a
 * replica that lags {@link Misbehaviour.Lag}.
 */
public final class AcrEmulator extends Emulator<AcrEmulator> {
  private final AcrDesk desk;
  private final Loopback store;

  private AcrEmulator(Builder settings) {
    this(settings, new AcrDesk(settings));
  }

  private AcrEmulator(Builder settings, AcrDesk desk) {
    super(desk, desk.files(), settings.authority, settings.clock);
    this.desk = desk;
    this.store = new Loopback(Optional.empty(), new ScriptedSite(desk.images().store(), settings.clock));
    desk.listensAt(uri());
    desk.images().storeListensAt(URI.create("http://127.0.0.1:" + store.port()));
  }

  /**
   * A registry that nobody knows and that nobody may read.
   *
   * @param registry its name, such as {@code contoso.azurecr.io}: the host of its images, and its service for tokens
   * @return the builder
   */
  public static Builder builder(String registry) {
    return new Builder(Optional.of(registry));
  }

  /**
   * A registry that nobody knows, that nobody may read, and that is named by its own address: for clients that ask a
   * registry at its name only. They want TLS.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder(Optional.empty());
  }

  @Override
  AcrEmulator self() {
    return this;
  }

  /**
   * The name of the registry.
   *
   * @return as it was given, or 127.0.0.1 and the port
   */
  public String registry() {
    return desk.registry();
  }

  /**
   * Makes an access token of Entra, as an SDK gets it.
   *
   * @param account a name that the builder was told of
   * @return the token; good for an hour
   * @throws IllegalArgumentException if there is no such account
   */
  public String entraToken(String account) {
    return desk.entra().token(known(account));
  }

  /**
   * Makes a refresh token of the registry, as {@code az acr login --expose-token} gets it.
   *
   * @param account a name that the builder was told of
   * @return the token; good for three hours, or until {@link #revokeAll()}
   * @throws IllegalArgumentException if there is no such account
   */
  public String refreshToken(String account) {
    return desk.tokens().refreshToken(known(account));
  }

  private AcrAccount known(String account) {
    return desk.entra().account(account).orElseThrow(() -> new IllegalArgumentException("no account " + account));
  }

  /**
   * Takes back all of the registry's access tokens, though they say that they are good; refresh tokens stay so.
   *
   * @return this
   */
  public AcrEmulator revokeAccess() {
    desk.tokens().revokeAccess();
    return this;
  }

  /**
   * Takes back all of the registry's tokens, though they say that they are good.
   *
   * @return this
   */
  public AcrEmulator revokeAll() {
    desk.tokens().revokeAll();
    return this;
  }

  /**
   * Switches content trust off or on; the trust data is as it was.
   *
   * @param other whether there is any, and what is said if not
   * @return this
   */
  public AcrEmulator contentTrust(ContentTrust other) {
    desk.trust(Objects.requireNonNull(other));
    return this;
  }

  /**
   * Erases the trust data of all collections, as switching content trust off and on again does.
   *
   * @return this
   */
  public AcrEmulator purge() {
    desk.files().forgetAll();
    return this;
  }

  /**
   * Erases the trust data of one collection.
   *
   * @param gun the collection
   * @return this
   */
  public AcrEmulator purge(Gun gun) {
    desk.files().forget(gun);
    return this;
  }

  /**
   * Adds an image of one blob. Who asks for the blob is sent to a store at another port, by 307, which refuses those
   * who show it the registry's token.
   *
   * @param repository the full name of its repository
   * @param tag its tag
   * @param blob what is in it
   * @return the blob's digest
   */
  public Digest image(Gun repository, String tag, byte[] blob) {
    return desk.images().add(TrustScope.withoutHost(repository.value()), tag, blob);
  }

  @Override
  public void close() {
    super.close();
    store.close();
  }

  @Override
  public String toString() {
    return "ACR emulator of " + registry() + " at " + uri();
  }

  /** What an {@link AcrEmulator} is told before it starts. Not for use by several threads. */
  public static final class Builder {
    final Optional<String> registry;
    final List<AcrAccount> accounts = new ArrayList<>();
    Optional<CertificateAuthority> authority = Optional.empty();
    AnonymousPull anonymous = AnonymousPull.OFF;
    TrustScope scope = TrustScope.EITHER;
    Challenge challenge = Challenge.NOTARY;
    Duration lifetime = Duration.ofMinutes(75);
    InstantSource clock = InstantSource.system();

    private Builder(Optional<String> registry) {
      this.registry = registry;
    }

    /**
     * Adds somebody.
     *
     * @param role what it may do
     * @param name a user's name, a token's name, or the id of an application
     * @param secret its password; for a federated identity, what its token is; for one of App Service, the header
     * @return this builder
     */
    public Builder account(AcrRole role, String name, String secret) {
      accounts.add(new AcrAccount(name, secret, Objects.requireNonNull(role)));
      return this;
    }

    /**
     * Says what everybody may read. Default: nothing.
     *
     * @param what what
     * @return this builder
     */
    public Builder anonymousPull(AnonymousPull what) {
      anonymous = Objects.requireNonNull(what);
      return this;
    }

    /**
     * Says how the scope of a token for trust data must name the repository. Default: either way.
     *
     * @param name with or without the host
     * @return this builder
     */
    public Builder trustScope(TrustScope name) {
      scope = Objects.requireNonNull(name);
      return this;
    }

    /**
     * Says how tokens are asked for, but at {@code /v2/}, where the challenge never has a scope. Default: with the
     * scope that is wanted.
     *
     * @param form the form
     * @return this builder
     */
    public Builder challenge(Challenge form) {
      challenge = Objects.requireNonNull(form);
      return this;
    }

    /**
     * Says how long the registry's access tokens are good, which only they themselves say. Default: 75 minutes.
     *
     * @param time how long
     * @return this builder
     */
    public Builder lifetime(Duration time) {
      lifetime = Objects.requireNonNull(time);
      return this;
    }

    /**
     * Serves over TLS, with a certificate for 127.0.0.1 and localhost. Default: plain HTTP.
     *
     * @param issuer who issues the certificate; clients must trust it
     * @return this builder
     */
    public Builder tls(CertificateAuthority issuer) {
      authority = Optional.of(issuer);
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
     * Starts the server.
     *
     * @return the server, to be closed
     * @throws java.io.UncheckedIOException if there is no free port
     */
    public AcrEmulator start() {
      return new AcrEmulator(this);
    }
  }
}
