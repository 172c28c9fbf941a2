package dev.trustverifier.examples.cli;

import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.bundle.BundleSource;
import dev.trustverifier.tuf.notary.DownloadListener;
import dev.trustverifier.tuf.notary.NotarySource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code --source} names. */
sealed interface SourceChoice {

  /**
   * Makes the source.
   *
   * @param pem who may vouch for the server; empty for the system's authorities
   * @param progress is told of downloads
   * @throws IllegalArgumentException if what is named is none
   */
  MetadataSource open(Optional<String> pem, DownloadListener progress);

  /**
   * A server.
   *
   * @param builder knows its address
   */
  record Notary(NotarySource.Builder builder) implements SourceChoice {
    @Override
    public MetadataSource open(Optional<String> pem, DownloadListener progress) {
      try {
        pem.ifPresent(builder::certificateAuthority);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--ca: " + e.getMessage(), e);
      }
      return builder.onDownload(progress).build();
    }
  }

  /**
   * A folder.
   *
   * @param source reads it
   */
  record Bundle(BundleSource source) implements SourceChoice {
    @Override
    public MetadataSource open(Optional<String> pem, DownloadListener progress) {
      if (pem.isPresent()) {
        throw new IllegalArgumentException("--ca is for --source notary:URL only");
      }
      return source;
    }
  }

  /** Reads it. */
  final class Converter implements ITypeConverter<SourceChoice> {
    private static final String NOTARY = "notary:";
    private static final String BUNDLE = "bundle:";

    Converter() {}

    @Override
    public SourceChoice convert(String text) {
      try {
        if (text.startsWith(NOTARY)) {
          return new Notary(NotarySource.builder(new URI(text.substring(NOTARY.length()))));
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
      throw new TypeConversionException("it must start with notary: or bundle:");
    }
  }
}
