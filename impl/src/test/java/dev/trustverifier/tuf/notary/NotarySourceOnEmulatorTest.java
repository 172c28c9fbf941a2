package dev.trustverifier.tuf.notary;

import dev.trustverifier.Gun;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.State;
import dev.trustverifier.tck.server.Misbehaviour;
import dev.trustverifier.tck.server.NotaryEmulator;
import dev.trustverifier.tck.server.Reception;
import dev.trustverifier.tck.server.Requests;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Over TLS, from the server that the kit offers to everybody. */
class NotarySourceOnEmulatorTest implements MetadataSourceContract {
  private final CertificateAuthority authority =
      CertificateAuthority.named("emulator", Clock.systemUTC().instant());
  private final NotaryEmulator server = NotaryEmulator.builder().tls(authority).start();

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
    Map<Gun, Map<String, byte[]>> collections = new HashMap<>();
    files.forEach((file, content) ->
        collections.computeIfAbsent(file.gun(), gun -> new HashMap<>()).put(file.name().fileName(), content));
    collections.forEach((gun, contents) -> server.serve(new State(gun, contents)));
    return source();
  }

  @Override
  public Optional<MetadataSource> broken() {
    server.receive(Reception.GARBLED);
    return Optional.of(source());
  }

  @Override
  public Optional<MetadataSource> refused() {
    server.misbehave(Requests.all(), Misbehaviour.status(403));
    return Optional.of(source());
  }

  private MetadataSource source() {
    return NotarySource.builder(server.uri()).certificateAuthority(authority.certificate()).build();
  }

  @AfterEach
  void closeServer() {
    server.close();
  }
}
