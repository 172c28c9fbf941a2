package dev.trustverifier.tuf.config;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.acr.AcrSource;
import dev.trustverifier.tuf.bundle.BundleSource;
import dev.trustverifier.tuf.notary.DownloadListener;
import dev.trustverifier.tuf.notary.NotarySource;
import dev.trustverifier.tuf.registry.CertificateAuthorities;
import dev.trustverifier.tuf.registry.ServerAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where the metadata of some images comes from. Sealed; each is immutable and has been checked, but nobody asked. */
public sealed interface SourceSettings {

  /**
   * Makes the source.
   *
   * @param listener is told of downloads
   * @return a source that the caller closes
   * @throws IllegalArgumentException if a folder or a variable is gone; the message is one line
   */
  MetadataSource open(DownloadListener listener);

  /**
   * Makes the source.
   *
   * @return a source that the caller closes
   * @throws IllegalArgumentException if a folder or a variable is gone; the message is one line
   */
  default MetadataSource open() {
    return open((file, bytes) -> {});
  }

  /**
   * A Notary server.
   *
   * @param server its URL, as {@link NotarySource#at} takes it
   * @param authorities certificates in PEM of who may vouch for it; empty for those that the system trusts
   * @param credential where its credential is to be found; empty to ask as nobody
   * @param tokenHost the host whose token service may see the credential, if it is not the server's own
   * @param certificates a folder of certificates as docker has it; empty for none
   */
  record Notary(
      URI server,
      Optional<String> authorities,
      Optional<CredentialReference> credential,
      Optional<String> tokenHost,
      Optional<Path> certificates)
      implements SourceSettings {
    /**
     * Checks the URL and the certificates.
     *
     * @throws IllegalArgumentException as {@link NotarySource#builder} and its builder do
     */
    public Notary {
      ServerAddress.of(server);
      authorities.ifPresent(CertificateAuthorities::fromPem);
      Objects.requireNonNull(credential);
      tokenHost.ifPresent(ServerAddress::requireHost);
      Objects.requireNonNull(certificates);
    }

    @Override
    public MetadataSource open(DownloadListener listener) {
      NotarySource.Builder builder = NotarySource.builder(server).onDownload(listener);
      authorities.ifPresent(builder::certificateAuthority);
      credential.map(CredentialReference::open).ifPresent(builder::credentials);
      tokenHost.ifPresent(builder::tokenHost);
      certificates.ifPresent(builder::certificateFolder);
      return builder.build();
    }
  }

  /**
   * A folder.
   *
   * @param folder as {@link BundleSource#at} takes it
   */
  record Bundle(Path folder) implements SourceSettings {
    /**
     * Checks the folder.
     *
     * @throws IllegalArgumentException if there is none that can be read
     */
    public Bundle {
      BundleSource.at(folder);
    }

    @Override
    public MetadataSource open(DownloadListener listener) {
      return BundleSource.at(folder);
    }
  }

  /**
   * An Azure Container Registry.
   *
   * @param host its host name, as {@link AcrSource#of} takes it
   * @param authorities certificates in PEM of who may vouch for it; empty for those that the system trusts
   * @param credential where its credential is to be found; empty to ask as nobody, or as an identity
   * @param identity as whom to ask whom Entra knows; empty to ask as nobody, or with a credential
   * @param certificates a folder of certificates as docker has it; empty for none
   */
  record Acr(
      String host,
      Optional<String> authorities,
      Optional<CredentialReference> credential,
      Optional<EntraReference> identity,
      Optional<Path> certificates)
      implements SourceSettings {
    /**
     * Checks the host and the certificates.
     *
     * @throws IllegalArgumentException if the host is none, or there is no certificate, or one that cannot be read, or
     *     both a credential and an identity
     */
    public Acr {
      AcrSource.builder(host);
      authorities.ifPresent(CertificateAuthorities::fromPem);
      Objects.requireNonNull(certificates);
      if (credential.isPresent() && identity.isPresent()) {
        throw new IllegalArgumentException("a registry is asked with a credential or as an identity");
      }
    }

    @Override
    public MetadataSource open(DownloadListener listener) {
      AcrSource.Builder builder = AcrSource.builder(host).onDownload(listener);
      authorities.ifPresent(builder::certificateAuthority);
      credential.map(CredentialReference::open).ifPresent(builder::credentials);
      identity.map(who -> who.in(System.getenv())).ifPresent(builder::identity);
      certificates.ifPresent(builder::certificateFolder);
      return builder.build();
    }
  }
}
