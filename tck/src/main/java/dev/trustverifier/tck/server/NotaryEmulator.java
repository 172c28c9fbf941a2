package dev.trustverifier.tck.server;

import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A real server on the loopback address that answers as notary-server 0.7 does, as far as readers can tell, until it is
 * told to misbehave. Safe for use by several threads.
 *
 * <pre>{@code
 * try (NotaryEmulator server = NotaryEmulator.start()) {
 *   server.serve(repository);
 *   server.misbehave(Requests.to("timestamp.json").first(2), Misbehaviour.status(503));
 *   // verify through server.uri()
 * }
 * }</pre>
 *
 * <p>It speaks HTTP/1.1, keeps connections, and has current files, files by hash and roots by version, the ping at
 * {@code /v2/} and the health check. It takes nothing: keys, publishing and the change feed are unknown paths here, and
 * so are other roles by version. A file's {@code Last-Modified} is when it was first asked for.
 */
public final class NotaryEmulator implements AutoCloseable {
  private final ServedFiles files;
  private final NotarySite site;
  private final Loopback loopback;
  private final URI uri;

  private NotaryEmulator(Builder settings) {
    files = new ServedFiles(settings.clock);
    site = new NotarySite(files, settings.clock);
    loopback = new Loopback(settings.authority.map(ca -> ServerTls.issuedBy(ca, settings.clock.instant())), site);
    uri = URI.create((settings.authority.isPresent() ? "https" : "http") + "://127.0.0.1:" + loopback.port());
    URI realm = settings.realm.orElse(uri.resolve(NotarySite.TOKEN_PATH));
    site.guard(settings.tokens.map(tokens -> new Guard(tokens, settings.challenge, realm)));
  }

  /**
   * A server without collections, over plain HTTP, that admits everybody.
   *
   * @return the server, to be closed
   */
  public static NotaryEmulator start() {
    return builder().start();
  }

  /**
   * A server that differs from what {@link #start()} gives.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where it listens.
   *
   * @return scheme, 127.0.0.1 and port; no path
   */
  public URI uri() {
    return uri;
  }

  /**
   * Always serves what a repository published last.
   *
   * @param repository the repository; publish in between requests, not during one
   * @return this
   */
  public NotaryEmulator serve(SimulatedRepository repository) {
    return serve(repository.gun(), repository::state);
  }

  /**
   * Serves a state from now on, in place of what it served of that collection.
   *
   * @param state the state, be it a past one
   * @return this
   */
  public NotaryEmulator serve(State state) {
    return serve(state.gun(), () -> state);
  }

  /**
   * Asks for a state at every request from now on.
   *
   * @param gun the collection
   * @param state what to serve of it; asked by several threads
   * @return this
   */
  public NotaryEmulator serve(Gun gun, Supplier<State> state) {
    files.serve(Objects.requireNonNull(gun), Objects.requireNonNull(state));
    return this;
  }

  /**
   * Misbehaves from now on; of several orders that fit a request, the last one is followed. Every order counts the
   * requests that fit it, also those that another one is followed at.
   *
   * @param requests at which requests
   * @param how how
   * @return this
   */
  public NotaryEmulator misbehave(Requests requests, Misbehaviour how) {
    site.script().add(Objects.requireNonNull(requests), Objects.requireNonNull(how));
    return this;
  }

  /**
   * Receives new connections otherwise from now on.
   *
   * @param how how
   * @return this
   */
  public NotaryEmulator receive(Reception how) {
    site.reception(Objects.requireNonNull(how));
    return this;
  }

  /**
   * Behaves from now on, at new requests and new connections.
   *
   * @return this
   */
  public NotaryEmulator behave() {
    site.script().clear();
    return receive(Reception.NORMAL);
  }

  /**
   * What was asked since the start.
   *
   * @return the requests in the order in which they were read
   */
  public List<ReceivedRequest> requests() {
    return site.log();
  }

  /**
   * How many connections there have been.
   *
   * @return their number since the start
   */
  public int connectionsAccepted() {
    return loopback.accepted();
  }

  /**
   * How many connections there are.
   *
   * @return those that neither side has closed
   */
  public int connectionsOpen() {
    return loopback.open();
  }

  /** Hangs up on everybody, frees the port, and ends all threads. Safe to call twice. */
  @Override
  public void close() {
    loopback.close();
  }

  @Override
  public String toString() {
    return "Notary emulator at " + uri;
  }

  /** What a {@link NotaryEmulator} may be told before it starts. Not for use by several threads. */
  public static final class Builder {
    private Optional<CertificateAuthority> authority = Optional.empty();
    private Optional<TokenService> tokens = Optional.empty();
    private Optional<URI> realm = Optional.empty();
    private Challenge challenge = Challenge.NOTARY;
    private InstantSource clock = InstantSource.system();

    private Builder() {}

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
     * Asks for tokens, but for the health check. Default: everybody is admitted.
     *
     * @param service who issues them, at {@code /token} of this server
     * @return this builder
     */
    public Builder tokens(TokenService service) {
      tokens = Optional.of(service);
      return this;
    }

    /**
     * Sends those without a token elsewhere. Default: to {@code /token} of this server.
     *
     * @param elsewhere what to say in the challenge, such as another emulator's address with the same token service
     * @return this builder
     */
    public Builder realm(URI elsewhere) {
      realm = Optional.of(elsewhere);
      return this;
    }

    /**
     * Says how tokens are asked for. Default: as notary-server does.
     *
     * @param form the form
     * @return this builder
     */
    public Builder challenge(Challenge form) {
      challenge = Objects.requireNonNull(form);
      return this;
    }

    /**
     * Names the clock for {@code Date}, {@code Last-Modified} and the certificate. Default: the system's.
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
    public NotaryEmulator start() {
      return new NotaryEmulator(this);
    }
  }
}
