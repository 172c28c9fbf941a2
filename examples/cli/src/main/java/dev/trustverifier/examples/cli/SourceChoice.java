package dev.trustverifier.examples.cli;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.acr.AcrSource;
import dev.trustverifier.tuf.bundle.BundleSource;
import dev.trustverifier.tuf.notary.DownloadListener;
import dev.trustverifier.tuf.notary.NotarySource;
import dev.trustverifier.tuf.notary.RequestListener;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --source} names. */
sealed interface SourceChoice {
  /** What to say where it is not a server that is to be asked. */
  String ONLY_FOR_SERVERS = "--ca, --certs, --docker-config, --user, --identity and --token-host are for servers only";

  /**
   * How to ask there.
   *
   * @param pem who may vouch for the server; empty for the system's authorities
   * @param login as whom to ask
   * @param progress is told of downloads
   */
  record Terms(Optional<String> pem, Login login, DownloadListener progress) {}

  /**
   * Makes the source.
   *
   * @param terms how to ask there
   * @throws IllegalArgumentException if what is named is none
   */
  MetadataSource open(Terms terms);

  /** One that is asked over a network. */
  sealed interface Server extends SourceChoice {
    /** Where it is. */
    URI server();

    /** Names who is told of every request. */
    void onRequest(RequestListener told);
  }

  /**
   * A Notary server.
   *
   * @param server where it is
   * @param builder knows that too
   */
  record Notary(URI server, NotarySource.Builder builder) implements Server {
    @Override
    public void onRequest(RequestListener told) {
      builder.onRequest(told);
    }

    @Override
    public MetadataSource open(Terms terms) {
      if (terms.login().identity().isPresent()) {
        throw new IllegalArgumentException("--identity: an identity of Entra is for an ACR");
      }
      try {
        terms.pem().ifPresent(builder::certificateAuthority);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--ca: " + e.getMessage(), e);
      }
      terms.login().credentials().ifPresent(builder::credentials);
      terms.login().tokenHost().ifPresent(builder::tokenHost);
      terms.login().certificates().ifPresent(builder::certificateFolder);
      return builder.onDownload(terms.progress()).build();
    }
  }

  /**
   * A registry of Azure.
   *
   * @param server where it is
   * @param builder knows its name
   */
  record Acr(URI server, AcrSource.Builder builder) implements Server {
    @Override
    public void onRequest(RequestListener told) {
      builder.onRequest(told);
    }

    @Override
    public MetadataSource open(Terms terms) {
      if (terms.login().tokenHost().isPresent()) {
        throw new IllegalArgumentException("--token-host: an ACR gives out its tokens itself");
      }
      try {
        terms.pem().ifPresent(builder::certificateAuthority);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--ca: " + e.getMessage(), e);
      }
      terms.login().credentials().ifPresent(builder::credentials);
      terms.login().identity().map(who -> who.in(System.getenv())).ifPresent(builder::identity);
      terms.login().certificates().ifPresent(builder::certificateFolder);
      return builder.onDownload(terms.progress()).build();
    }
  }

  /**
   * A folder.
   *
   * @param source reads it
   */
  record Bundle(BundleSource source) implements SourceChoice {
    @Override
    public MetadataSource open(Terms terms) {
      if (terms.pem().isPresent() || !terms.login().isEmpty()) {
        throw new IllegalArgumentException(ONLY_FOR_SERVERS);
      }
      return source;
    }
  }

  /** Reads it. */
  final class Converter implements ITypeConverter<SourceChoice> {
    private static final String NOTARY = "notary:";
    private static final String ACR = "acr:";
    private static final String BUNDLE = "bundle:";

    Converter() {}

    @Override
    public SourceChoice convert(String text) {
      try {
        if (text.startsWith(NOTARY)) {
          URI server = new URI(text.substring(NOTARY.length()));
          return new Notary(server, NotarySource.builder(server));
        }
        if (text.startsWith(ACR)) {
          String host = text.substring(ACR.length());
          AcrSource.Builder builder = AcrSource.builder(host);
          return new Acr(new URI("https://" + host), builder);
        }
        if (text.startsWith(BUNDLE)) {
          Path folder = InputFile.path(text.substring(BUNDLE.length()));
          return new Bundle(BundleSource.at(folder));
        }
      } catch (URISyntaxException e) { // The whole message would show a password.
        throw new TypeConversionException("not a URL: " + e.getReason());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
      throw new TypeConversionException("it must start with notary:, acr: or bundle:");
    }
  }
}
