package dev.trustverifier.tuf.notary;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.registry.Access;
import dev.trustverifier.tuf.registry.CertificateAuthorities;
import dev.trustverifier.tuf.registry.ClientCertificate;
import dev.trustverifier.tuf.registry.Network;
import dev.trustverifier.tuf.registry.Patience;
import dev.trustverifier.tuf.registry.RegistryClient;
import dev.trustverifier.tuf.registry.Scopes;
import dev.trustverifier.tuf.registry.ServerAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The metadata that a Notary server hands out, at {@code <server>/v2/<gun>/_trust/tuf/<file>}.
 *
 * <p>A file is {@link Fetched.Found} only after status 200 and a whole body, {@link Fetched.Absent} only after status
 * 404, and {@link Fetched.TooLarge} as soon as its announced or its real length exceeds the limit (a limit above 2 GiB
 * counts as 2 GiB). All else is an outage: 401 {@code UNAUTHORISED}, 403 {@code FORBIDDEN}, 405 {@code TRUST_DISABLED},
 * 429 {@code RATE_LIMITED}, 5xx {@code SERVER_ERROR}, any other status (a redirect too), a content coding, a body cut
 * short and what is not HTTP {@code PROTOCOL}; no session or the wrong certificate {@code TLS}; no connection, one that
 * broke, or a proxy's 407 {@code UNREACHABLE}. {@code Retry-After} is passed on. No redirect is followed.
 *
 * <p>A server that wants a token is asked as nobody first, and then with the credential that {@link
 * Builder#credentials} offers, and once more only if the token service does not know that one and another is offered
 * then. So a file is refused after three requests to the server and six to its token service at the most, not counting
 * what is asked again. A token service that gives no token counts as {@code UNAUTHORISED} where it does not know who
 * asks (401, or an error such as {@code invalid_grant}), else 403 as {@code FORBIDDEN} and any other 4xx as {@code
 * PROTOCOL}. Tokens are kept while they are good. Both go to https only, or stay on this machine.
 *
 * <p>The deadline bounds all of it, a body that drips too. Asked again, up to three times and after a growing pause, is
 * only a server whose connection broke, that says 429, or that says 503 and how long to wait; not where the pause would
 * outlast the deadline. Connections are kept for the next request and go through the system's proxy, but for loopback
 * addresses. No cookies. Safe for use by several threads; {@link #close()} ends what is under way with an outage, and
 * all threads of this class.
 *
 * @see #builder(URI)
 */
public final class NotarySource implements MetadataSource {
  private final ServerAddress server;
  private final RegistryClient client;

  private NotarySource(Builder settings) {
    server = settings.server;
    Access access = new Access(settings.credentials, settings.tokenHosts, Scopes.AS_NAMED);
    client = new RegistryClient(server, settings.network.build(), access, settings.listener::received);
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
    return client.fetch(gun, name.fileName(), limit, deadline);
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
    private final Network.Builder network = Network.builder();
    private Credentials credentials = Credentials.anonymous();
    private final Set<String> tokenHosts = new HashSet<>();
    private DownloadListener listener = (file, bytes) -> {};

    private Builder(ServerAddress server) {
      this.server = server;
    }

    /**
     * Names who may vouch for the server's host, on all its ports, in place of all authorities that the system trusts.
     * Default: the system's.
     *
     * @param pem one or more X.509 certificates in PEM form; text between them is skipped
     * @return this builder
     * @throws IllegalArgumentException if there is no certificate, or one that cannot be read
     */
    public Builder certificateAuthority(String pem) {
      network.authorities(server.host(), CertificateAuthorities.fromPem(pem));
      return this;
    }

    /**
     * Says where the credential for a registry is found. Default: {@link Credentials#anonymous()}.
     *
     * @param found is asked when the server does not answer nobody
     * @return this builder
     */
    public Builder credentials(Credentials found) {
      credentials = Objects.requireNonNull(found);
      return this;
    }

    /**
     * Lets the token service of another host than the server's own see credentials, such as {@code auth.docker.io} for
     * {@code notary.docker.io}. Default: none may, for it is the server that names its token service.
     *
     * @param host a host name or address, without a port
     * @return this builder
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder tokenHost(String host) {
      tokenHosts.add(ServerAddress.requireHost(host));
      return this;
    }

    /**
     * Names who may vouch for another host than the server's own, such as that of a token service, in place of all
     * authorities that the system trusts. Default: the system's.
     *
     * @param host a host name or address, without a port
     * @param pem as for {@link #certificateAuthority(String)}
     * @return this builder
     * @throws IllegalArgumentException as for {@link #certificateAuthority(String)}, or if the host is anything else
     */
    public Builder certificateAuthority(String host, String pem) {
      network.authorities(ServerAddress.requireHost(host), CertificateAuthorities.fromPem(pem));
      return this;
    }

    /**
     * Gives what to show to a server that asks for a certificate. Default: nothing.
     *
     * @param certificate X.509 certificates in PEM form, our own first
     * @param key its private key in PEM form: RSA, EC or Ed25519, not encrypted
     * @return this builder
     * @throws IllegalArgumentException if one cannot be read, or they do not belong together; the message holds nothing
     *     of the key
     */
    public Builder clientCertificate(String certificate, String key) {
      network.clientCertificate(server.host(), ClientCertificate.fromPem(certificate, key));
      return this;
    }

    /**
     * Names a folder of certificates as docker has it, {@code /etc/docker/certs.d} or {@code ~/.docker/tls}. In a
     * folder there called {@code HOST:PORT} or {@code HOST}, {@code *.crt} vouch for that host beside those that the
     * system trusts, and {@code X.cert} with {@code X.key} are shown to it: if it is the server's own or a {@link
     * #tokenHost}, but not if it is merely named by the server. It is read when the source is made, for other hosts
     * when they are first asked; where it cannot be, the host counts as unreachable, of kind {@code TLS}. Default:
     * none.
     *
     * @param folder holds a folder for each host
     * @return this builder
     */
    public Builder certificateFolder(Path folder) {
      network.folder(folder);
      return this;
    }

    /**
     * Chooses the proxy of each host. Loopback addresses have none in any case. Default: {@link
     * ProxySelector#getDefault()} as it is when the builder is made.
     * A proxy sees the names of hosts and nothing of what is said. One that wants credentials does not serve, since
     * Java gives none to it for https unless a property of the whole process says so.
     *
     * @param choice such as {@link ProxySelector#of}
     * @return this builder
     */
    public Builder proxy(ProxySelector choice) {
      network.proxies(Objects.requireNonNull(choice));
      return this;
    }

    /**
     * Speaks HTTP/2 with whoever offers it over TLS, on JDK 20 or later; before, Java keeps dead connections. Default:
     * HTTP/1.1, which every Notary server speaks, and where a request that hangs costs its own connection alone. After
     * one that came to nothing, HTTP/1.1 is spoken for two minutes.
     *
     * @return this builder
     */
    public Builder http2() {
      network.http2();
      return this;
    }

    /**
     * Bounds single steps, where the deadline is far. Default: 10 seconds, and 30 seconds.
     *
     * @param connecting the most time until there is a connection; then the server is {@code UNREACHABLE}
     * @param silence the most time from sending to the whole headers of an answer, and from there to each part of its
     *     body, an error's too; then the request is {@code TIMED_OUT}
     * @return this builder
     * @throws IllegalArgumentException if one is zero or less
     */
    public Builder patience(Duration connecting, Duration silence) {
      network.patience(new Patience(connecting, silence));
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
     * Names who is told of every request that is over. Default: nobody.
     *
     * @param told is called for each, those to token services too
     * @return this builder
     */
    public Builder onRequest(RequestListener told) {
      network.listener(told::done);
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
