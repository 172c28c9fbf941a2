package dev.trustverifier.tuf.config;

import dev.trustverifier.policy.ImagePattern;
import dev.trustverifier.tuf.registry.CertificateAuthorities;
import dev.trustverifier.tuf.registry.ServerAddress;
import dev.trustverifier.tuf.wire.WrittenFault;
import dev.trustverifier.tuf.wire.WrittenJson;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where the metadata of the images of one pattern comes from.
 *
 * @param folder that paths start from
 */
record SourceReader(Path folder) {
  private static final List<String> KINDS = List.of("notary", "bundle", "acr");
  private static final Set<String> OF_SOURCE =
      Set.of("images", "notary", "bundle", "acr", "ca", "certs", "credential", "tokenHost");

  /** Reads a source without its pattern. */
  SourceSettings read(WrittenJson source) throws WrittenFault {
    source.object(OF_SOURCE).required("images").text(ImagePattern::parse);
    List<String> kinds = KINDS.stream().filter(kind -> source.member(kind).isPresent()).toList();
    if (kinds.isEmpty()) {
      throw source.fault("a source is one of notary, bundle and acr");
    }
    if (kinds.size() > 1) {
      throw source.required(kinds.get(1))
          .fault("a source is of one kind, and this one has " + kinds.get(0) + " already");
    }
    WrittenJson place = source.required(kinds.get(0));
    if (kinds.get(0).equals("bundle")) {
      return bundle(source, place);
    }
    Optional<String> authorities = authorities(source);
    Optional<Path> certificates = certificates(source);
    Optional<EntraReference> identity = identity(source);
    Optional<CredentialReference> credential = identity.isPresent() ? Optional.empty() : credential(source);
    if (kinds.get(0).equals("notary") && identity.isPresent()) {
      throw source.required("credential").fault("an identity of Entra is for an ACR");
    }
    if (kinds.get(0).equals("notary")) {
      Optional<String> tokenHost = tokenHost(source);
      return place.text(text -> new SourceSettings.Notary(
          url(text), authorities, credential, tokenHost, certificates));
    }
    if (source.member("tokenHost").isPresent()) {
      throw source.required("tokenHost").fault("an ACR gives out its tokens itself");
    }
    return place.text(text -> new SourceSettings.Acr(text, authorities, credential, identity, certificates));
  }

  private static Optional<String> tokenHost(WrittenJson source) throws WrittenFault {
    Optional<WrittenJson> host = source.member("tokenHost");
    return host.isEmpty() ? Optional.empty() : Optional.of(host.get().text(ServerAddress::requireHost));
  }

  private SourceSettings bundle(WrittenJson source, WrittenJson place) throws WrittenFault {
    for (String name : List.of("ca", "certs", "credential", "tokenHost")) {
      if (source.member(name).isPresent()) {
        throw source.required(name).fault("a bundle is a folder, of which nobody has to be asked");
      }
    }
    return place.text(text -> new SourceSettings.Bundle(SettingsFile.path(folder, text)));
  }

  private Optional<String> authorities(WrittenJson source) throws WrittenFault {
    Optional<WrittenJson> file = source.member("ca");
    return file.isEmpty() ? Optional.empty() : Optional.of(file.get().text(this::pem));
  }

  private Optional<Path> certificates(WrittenJson source) throws WrittenFault {
    Optional<WrittenJson> certs = source.member("certs");
    return certs.isEmpty() ? Optional.empty() : Optional.of(certs.get().text(this::existing));
  }

  private Path existing(String name) {
    Path path = SettingsFile.path(folder, name);
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException("no such folder: " + path);
    }
    return path;
  }

  private String pem(String name) {
    Path path = SettingsFile.path(folder, name);
    String pem = new SettingsFile(path).pem();
    try {
      CertificateAuthorities.fromPem(pem);
      return pem;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }

  private static Optional<EntraReference> identity(WrittenJson source) throws WrittenFault {
    Optional<WrittenJson> reference = source.member("credential");
    return reference.isEmpty() ? Optional.empty() : reference.get().text(EntraReference::parse);
  }

  private Optional<CredentialReference> credential(WrittenJson source) throws WrittenFault {
    Optional<WrittenJson> reference = source.member("credential");
    return reference.isEmpty()
        ? Optional.empty()
        : Optional.of(reference.get().text(text -> CredentialReference.parse(text, folder)));
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) { // The whole message would show a password.
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
  }
}
