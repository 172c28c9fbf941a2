package dev.trustverifier.examples.webhook;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.server.NotaryEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signed collections on a Notary server, and their roots as files to pin. */
final class Registry implements AutoCloseable {
  private final Path folder;
  private final InstantSource clock;
  private final NotaryEmulator server;
  private final Map<String, SimulatedRepository> repositories = Collections.synchronizedMap(new LinkedHashMap<>());

  Registry(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.server = NotaryEmulator.builder().clock(clock).start();
  }

  /** A collection with tags, each of which has the digest of its own name. */
  SimulatedRepository publish(String name, String... tags) {
    SimulatedRepository repository = SimulatedRepository.of(new Gun(name), clock);
    for (String tag : tags) {
      repository.addTarget(RoleName.TARGETS, tag, digest(name + ":" + tag));
    }
    repository.publish();
    repositories.put(name, repository);
    server.serve(repository);
    return repository;
  }

  static Digest digest(String image) {
    return Digest.sha256(image.getBytes(StandardCharsets.UTF_8));
  }

  /** The image with the digest that is signed for it. */
  static String pinned(String image) {
    return image + "@" + digest(image);
  }

  NotaryEmulator server() {
    return server;
  }

  /** The rules for all collections, each with its first root as the pin, in YAML. */
  String rules() {
    StringBuilder rules = new StringBuilder("rules:\n");
    repositories.forEach((name, repository) -> {
      Path root = folder.resolve(name.replaceAll("[^a-z0-9]", "_") + ".root.json");
      try {
        Files.write(root, repository.history().get(0).current(RoleName.ROOT));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rules.append("  - {images: ").append(name).append(", pins: [{root: ").append(root.getFileName()).append("}]}\n");
    });
    return rules.toString();
  }

  String sources() {
    return "sources:\n  - {images: '**', notary: '" + server.uri() + "'}\n";
  }

  @Override
  public void close() {
    server.close();
  }
}
