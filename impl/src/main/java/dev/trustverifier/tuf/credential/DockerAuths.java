package dev.trustverifier.tuf.credential;

import dev.trustverifier.tuf.wire.WrittenJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a file of docker's holds itself.
 *
 * @param config the whole file
 */
record DockerAuths(WrittenJson config) {

  /** The credential for a registry; IllegalArgumentException if there is one that cannot be read. */
  Offered find(String server) {
    Optional<WrittenJson> entry = config.member("auths").flatMap(auths -> RegistryKey.member(auths, server));
    Optional<Credential> found = entry.flatMap(DockerAuths::credential);
    return found.isPresent() ? new Offered.Found(found.get()) : new Offered.Nothing();
  }

  private static Optional<Credential> credential(WrittenJson entry) {
    Optional<String> token = text(entry, "identitytoken");
    if (token.isPresent()) {
      return token.map(Credential::identityToken);
    }
    Optional<String> pair = text(entry, "auth");
    if (pair.isPresent()) {
      return Optional.of(decoded(pair.get()));
    }
    return text(entry, "username").flatMap(user ->
        text(entry, "password").map(password -> Credential.password(user, password)));
  }

  private static Optional<String> text(WrittenJson entry, String name) {
    return entry.member(name).flatMap(WrittenJson::string).filter(text -> !text.isEmpty());
  }

  private static Credential decoded(String base64) {
    String[] pair;
    try {
      // Docker once padded what it wrote with zero bytes.
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      pair = new String(bytes, StandardCharsets.UTF_8).replaceFirst("\0+$", "").split(":", 2);
    } catch (IllegalArgumentException e) { // Its message shows a part.
      throw new IllegalArgumentException("holds an auth that is not base64");
    }
    if (pair.length < 2 || pair[0].isEmpty() || pair[1].isEmpty()) {
      throw new IllegalArgumentException("holds an auth that is not USER:PASSWORD in base64");
    }
    return Credential.password(pair[0], pair[1]);
  }
}
