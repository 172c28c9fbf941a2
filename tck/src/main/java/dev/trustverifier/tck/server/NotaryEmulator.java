package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.CertificateAuthority;
import java.net.URI;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

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
public final class NotaryEmulator extends Emulator<NotaryEmulator> {
  private NotaryEmulator(Builder settings) {
    this(settings, new NotaryDesk(new ServedFiles(settings.clock)));
  }

  private NotaryEmulator(Builder settings, NotaryDesk desk) {
    super(desk, desk.files(), settings.authority, settings.clock);
    URI realm = settings.realm.orElse(uri().resolve(NotaryDesk.TOKEN_PATH));
    desk.guard(settings.tokens.map(tokens -> new Guard(tokens, settings.challenge, realm)));
  }

  @Override
  NotaryEmulator self() {
    return this;
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

  @Override
  public String toString() {
    return "Notary emulator at " + uri();
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
