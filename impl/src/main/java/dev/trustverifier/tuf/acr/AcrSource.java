package dev.trustverifier.tuf.acr;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.EntraIdentity;
import dev.trustverifier.tuf.notary.DownloadListener;
import dev.trustverifier.tuf.notary.RequestListener;
import dev.trustverifier.tuf.registry.Access;
import dev.trustverifier.tuf.registry.CertificateAuthorities;
import dev.trustverifier.tuf.registry.EntraCredentials;
import dev.trustverifier.tuf.registry.Network;
import dev.trustverifier.tuf.registry.Patience;
import dev.trustverifier.tuf.registry.RegistryClient;
import dev.trustverifier.tuf.registry.Scopes;
import dev.trustverifier.tuf.registry.ServerAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The metadata that an Azure Container Registry with content trust hands out, at {@code
 * https://REGISTRY/v2/REGISTRY/REPOSITORY/_trust/tuf/FILE}.
 *
 * <p>A registry has collections of its own name only, so one of another host is {@link Fetched.Absent}, and nobody is
 * asked. All else is as {@link dev.trustverifier.tuf.notary.NotarySource} has it: which status means what, the
 * deadline, what is asked again, connections and proxies.
 *
 * <p>The registry is asked as nobody first, and then as whom it was told. Tokens are asked for the collection as it is
 * named, and once more without its host, which is how Azure names repositories elsewhere. An Entra token is exchanged
 * for a refresh token of the registry, which is kept, with one exchange however many wait, until it is used up or
 * refused; then the identity is asked again, once. Nothing is ever asked of {@code /v2/} or of a health check.
 *
 * <p>Content trust that is switched off is {@link Outage.Kind#TRUST_DISABLED} where the registry says so (405), and
 * {@link Fetched.Absent} where it says 404, as where trust data was purged: that is the verdict {@code Missing}, or
 * {@code Vanished} if the collection was known. Safe for use by several threads; {@link #close()} ends what is under
 * way with an outage, and all threads of this class.
 */
public final class AcrSource implements MetadataSource {
  private final RegistryName registry;
  private final ServerAddress server;
  private final Optional<EntraCredentials> exchange;
  private final RegistryClient client;

  private AcrSource(Builder settings) {
    registry = settings.registry;
    server = ServerAddress.of(settings.endpoint);
    Network network = settings.network.build();
    exchange = settings.identity.map(who -> new EntraCredentials(server, registry.host(), who, network));
    Credentials credentials = exchange.map(who -> (Credentials) who).orElse(settings.credentials);
    Access access = new Access(credentials, Set.of(registry.name()), Scopes.ALSO_WITHOUT_HOST);
    client = new RegistryClient(server, network, access, settings.listener::received);
  }

  /**
   * A registry that is asked with what it takes itself: as nobody ({@link Credentials#anonymous()}), by a user and a
   * password (the admin user, or a service principal's id and secret), by a refresh token, or by what {@code az acr
   * login} left in docker's configuration.
   *
   * @param registry its host, in lower case, such as {@code contoso.azurecr.io}; in any cloud, and under a name of your
   *     own too
   * @param credentials where the credential is found
   * @return the source; nothing has been asked yet
   * @throws IllegalArgumentException if that is no name of a host, or not in lower case
   */
  public static AcrSource of(String registry, Credentials credentials) {
    return builder(registry).credentials(credentials).build();
  }

  /**
   * A registry that is asked as somebody whom Entra knows.
   *
   * @param registry as for {@link #of(String, Credentials)}
   * @param identity who; needs the role AcrPull
   * @return the source; nothing has been asked yet
   * @throws IllegalArgumentException as for {@link #of(String, Credentials)}
   */
  public static AcrSource of(String registry, EntraIdentity identity) {
    return builder(registry).identity(identity).build();
  }

  /**
   * A source that differs from what {@code of} gives.
   *
   * @param registry as for {@link #of(String, Credentials)}
   * @return the builder; so far, nobody asks
   * @throws IllegalArgumentException as for {@link #of(String, Credentials)}
   */
  public static Builder builder(String registry) {
    return new Builder(new RegistryName(registry));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this source is closed
   * @throws IllegalArgumentException if the limit is negative
   */
  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (!registry.holds(gun)) {
      return new Fetched.Absent();
    }
    Fetched fetched = client.fetch(gun, name.fileName(), limit, deadline);
    return fetched instanceof Fetched.Failed failed ? new Fetched.Failed(advised(failed.outage())) : fetched;
  }

  private static Outage advised(Outage outage) {
    String advice = switch (outage.kind()) {
      case UNAUTHORISED -> "; trust data wants the role AcrPull, and is never shown to a token of a scope map";
      case FORBIDDEN -> "; does the registry's firewall know this address?";
      case TRUST_DISABLED -> "; is content trust enabled at this registry?";
      default -> "";
    };
    return new Outage(outage.kind(), outage.message() + advice, outage.retryAfter());
  }

  @Override
  public String describe(Gun gun) {
    return server.collection(gun);
  }

  @Override
  public void close() {
    client.close();
    exchange.ifPresent(EntraCredentials::close);
  }

  @Override
  public String toString() {
    return "ACR " + registry.host() + " at " + server;
  }

  /** What an {@link AcrSource} may be told beside its name. Not for use by several threads. */
  public static final class Builder {
    private final RegistryName registry;
    private final Network.Builder network = Network.builder();
    private URI endpoint;
    private Credentials credentials = Credentials.anonymous();
    private Optional<EntraIdentity> identity = Optional.empty();
    private DownloadListener listener = (file, bytes) -> {};

    private Builder(RegistryName registry) {
      this.registry = registry;
      this.endpoint = registry.server();
    }

    /**
     * Says where the registry's own credential is found, in place of what was said before. Default: {@link
     * Credentials#anonymous()}.
     *
     * @param found is asked when the registry does not answer nobody
     * @return this builder
     */
    public Builder credentials(Credentials found) {
      credentials = Objects.requireNonNull(found);
      identity = Optional.empty();
      return this;
    }

    /**
     * Asks as somebody whom Entra knows, in place of what was said before. Default: nobody.
     *
     * @param who whose token is exchanged when the registry does not answer nobody
     * @return this builder
     */
    public Builder identity(EntraIdentity who) {
      identity = Optional.of(who);
      return this;
    }

    /**
     * Asks at another address than the registry's name, such as an endpoint of one region, a gateway, or an emulator.
     * That address sees credentials, and so does the registry's own. Default: {@code https://REGISTRY}.
     *
     * @param server its URL, as {@link dev.trustverifier.tuf.notary.NotarySource#at} takes it
     * @return this builder
     * @throws IllegalArgumentException as for {@link dev.trustverifier.tuf.notary.NotarySource#at}
     */
    public Builder endpoint(URI server) {
      ServerAddress.of(server);
      endpoint = server;
      return this;
    }

    /**
     * Names who may vouch for the registry's host, in place of all authorities that the system trusts. Default: the
     * system's.
     *
     * @param pem one or more X.509 certificates in PEM form; text between them is skipped
     * @return this builder
     * @throws IllegalArgumentException if there is no certificate, or one that cannot be read
     */
    public Builder certificateAuthority(String pem) {
      return certificateAuthority(registry.name(), pem);
    }

    /**
     * Names who may vouch for another host, such as that of an endpoint, or Entra's, in place of all authorities that
     * the system trusts. Default: the system's.
     *
     * @param host a host name or address, without a port
     * @param pem as for {@link #certificateAuthority(String)}
     * @return this builder
     * @throws IllegalArgumentException as for {@link #certificateAuthority(String)}, or if that is no host
     */
    public Builder certificateAuthority(String host, String pem) {
      network.authorities(ServerAddress.requireHost(host), CertificateAuthorities.fromPem(pem));
      return this;
    }

    /**
     * Names a folder of certificates as docker has it, for whom else to believe and what to show; as {@link
     * dev.trustverifier.tuf.notary.NotarySource.Builder#certificateFolder} has it. Default: none.
     *
     * @param folder holds a folder for each host
     * @return this builder
     */
    public Builder certificateFolder(Path folder) {
      network.folder(folder);
      return this;
    }

    /**
     * Chooses the proxy of each host. Loopback and link-local addresses have none in any case. Default: {@link
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
     * HTTP/1.1, which every registry speaks, and where a request that hangs costs its own connection alone. After
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
     * @param connecting the most time until there is a connection; then the registry is {@code UNREACHABLE}
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
     * @param told is called for each, those for tokens and those to Entra too
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
    public AcrSource build() {
      return new AcrSource(this);
    }
  }
}
