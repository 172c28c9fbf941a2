package dev.trustverifier.tuf.registry;

import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How servers are reached: over which TLS, through which proxy, with how much patience. Immutable. */
public final class Network {
  private final Map<String, TlsIdentity> identities;
  private final Optional<DockerCertificates> folder;
  private final Optional<ProxySelector> proxies;
  private final boolean http2;
  private final Patience patience;
  private final AnswerListener listener;

  private Network(Builder settings) {
    identities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    identities.putAll(settings.identities);
    folder = settings.folder.map(DockerCertificates::new);
    proxies = settings.proxies;
    http2 = settings.http2;
    patience = settings.patience;
    listener = settings.listener;
  }

  /**
   * As the system is set up, and with the usual patience, unless told otherwise.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** IllegalArgumentException if what there is for a host cannot be read; the message is one line. */
  TlsIdentity identityFor(URI uri) {
    return Optional.ofNullable(identities.get(uri.getHost()))
        .or(() -> folder.flatMap(certificates -> certificates.find(uri)))
        .orElse(TlsIdentity.SYSTEM);
  }

  ProxySelector proxies() {
    return new Proxies(proxies);
  }

  boolean speaksHttp2() {
    return http2;
  }

  Patience patience() {
    return patience;
  }

  AnswerListener listener() {
    return listener;
  }

  /** What a network differs in from the system's. Not for use by several threads. */
  public static final class Builder {
    private final Map<String, TlsIdentity> identities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private Optional<Path> folder = Optional.empty();
    private Optional<ProxySelector> proxies = Optional.ofNullable(ProxySelector.getDefault());
    private boolean http2;
    private Patience patience = Patience.USUAL;
    private AnswerListener listener = (request, outcome, took) -> {};

    private Builder() {}

    /**
     * Names who may vouch for a host, in place of all whom the system trusts.
     *
     * @param host a name or an address
     * @param authorities who may
     */
    public void authorities(String host, CertificateAuthorities authorities) {
      identities.put(host, new TlsIdentity(Optional.of(authorities), identity(host).certificate()));
    }

    /**
     * Names what to show to a host that asks for a certificate.
     *
     * @param host a name or an address
     * @param certificate our own
     */
    public void clientCertificate(String host, ClientCertificate certificate) {
      identities.put(host, new TlsIdentity(identity(host).authorities(), Optional.of(certificate)));
    }

    private TlsIdentity identity(String host) {
      return identities.getOrDefault(host, TlsIdentity.SYSTEM);
    }

    /**
     * Names docker's folder of certificates, for hosts of which nothing else was said.
     *
     * @param certificates such as {@code certs.d}
     */
    public void folder(Path certificates) {
      folder = Optional.of(certificates);
    }

    /**
     * Chooses proxies in place of the system's choice.
     *
     * @param choice the proxy of each host; never asked for this machine
     */
    public void proxies(ProxySelector choice) {
      proxies = Optional.of(choice);
    }

    /** Has HTTP/2 spoken to servers that offer it, from JDK 20 on. */
    public void http2() {
      http2 = true;
    }

    /**
     * Sets how long one step may take.
     *
     * @param limits the limits
     */
    public void patience(Patience limits) {
      patience = limits;
    }

    /**
     * Names who is told of every request that is over.
     *
     * @param told called by the threads that ask
     */
    public void listener(AnswerListener told) {
      listener = told;
    }

    /**
     * Makes the network.
     *
     * @return as told
     */
    public Network build() {
      return new Network(this);
    }
  }
}
