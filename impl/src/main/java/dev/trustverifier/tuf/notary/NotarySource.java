package dev.trustverifier.tuf.notary;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.registry.CertificateAuthorities;
import dev.trustverifier.tuf.registry.RegistryClient;
import dev.trustverifier.tuf.registry.ServerAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The metadata that a Notary server hands out, at {@code <server>/v2/<gun>/_trust/tuf/<file>}.
 *
 * <p>A file is {@link Fetched.Found} only after status 200 and a whole body, {@link Fetched.Absent} only after status
 * 404, and {@link Fetched.TooLarge} as soon as its announced or its real length exceeds the limit (a limit above 2 GiB
 * counts as 2 GiB). All else is an outage: 401 {@code UNAUTHORISED}, 403 {@code FORBIDDEN}, 405 {@code TRUST_DISABLED},
 * 429 {@code RATE_LIMITED}, 5xx {@code SERVER_ERROR}, any other status (a redirect too), a content coding, a body cut
 * short and what is not HTTP {@code PROTOCOL}; no session or the wrong certificate {@code TLS}; no connection, or one
 * that broke, {@code UNREACHABLE}. {@code Retry-After} is passed on. Nothing is asked twice, and no redirect followed.
 *
 * <p>The deadline bounds the whole exchange, a body that drips too. Connections are kept for the next request and go
 * through the system's proxy, but for loopback addresses. No cookies, no credentials. Safe for use by several threads;
 * {@link #close()} ends what is under way with an outage, and all threads of this class.
 *
 * @see #builder(URI)
 */
public final class NotarySource implements MetadataSource {
  private final ServerAddress server;
  private final RegistryClient client;

  private NotarySource(Builder settings) {
    server = settings.server;
    client = new RegistryClient(server, settings.authorities, settings.listener::received);
  }

  /**
   * A source that trusts the certificate authorities that the system trusts.
   *
   * @param server the server's URL, with a path if it lives below one; slashes at its end do not matter. It is https,
   *     or plain http with a literal address of 127.0.0.0/8, {@code [::1]}, or {@code localhost} where all it resolves
   *     to is loopback, which is checked again for every request
   * @return the source; nothing has been asked yet
   * @throws IllegalArgumentException if the URL is another one, or holds a user, a query or a fragment
   */
  public static NotarySource at(URI server) {
    return builder(server).build();
  }

  /**
   * A source that differs from what {@link #at(URI)} gives.
   *
   * @param server as for {@link #at(URI)}
   * @return the builder
   * @throws IllegalArgumentException as for {@link #at(URI)}
   */
  public static Builder builder(URI server) {
    return new Builder(ServerAddress.of(server));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this source is closed
   * @throws IllegalArgumentException if the limit is negative
   */
  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    return client.fetch(server.fileOf(gun, name.fileName()), limit, deadline);
  }

  @Override
  public String describe(Gun gun) {
    return server.collection(gun);
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "Notary at " + server;
  }

  /** What a {@link NotarySource} may be told beside its address. Not for use by several threads. */
  public static final class Builder {
    private final ServerAddress server;
    private Optional<CertificateAuthorities> authorities = Optional.empty();
    private DownloadListener listener = (file, bytes) -> {};

    private Builder(ServerAddress server) {
      this.server = server;
    }

    /**
     * Names who may vouch for the server, in place of all authorities that the system trusts. Default: the system's.
     *
     * @param pem one or more X.509 certificates in PEM form; text between them is skipped
     * @return this builder
     * @throws IllegalArgumentException if there is no certificate, or one that cannot be read
     */
    public Builder certificateAuthority(String pem) {
      authorities = Optional.of(CertificateAuthorities.fromPem(pem));
      return this;
    }

    /**
     * Names who is told of the progress of downloads. Default: nobody.
     *
     * @param told is called for every part of a file that arrives
     * @return this builder
     */
    public Builder onDownload(DownloadListener told) {
      listener = Objects.requireNonNull(told);
      return this;
    }

    /**
     * Makes the source.
     *
     * @return a source that the caller closes
     */
    public NotarySource build() {
      return new NotarySource(this);
    }
  }
}
