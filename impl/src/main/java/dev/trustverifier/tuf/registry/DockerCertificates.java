package dev.trustverifier.tuf.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Certificates as docker keeps them, in {@code certs.d} or {@code tls}: in a folder {@code HOST:PORT} or {@code HOST},
 * {@code *.crt} vouch for the server beside those that the system trusts, and {@code X.cert} with {@code X.key} is what
 * to show to it. Read once for each host. Safe for use by several threads.
 */
final class DockerCertificates {
  private static final long LONGEST = 1024 * 1024;

  private final Path folder;
  private final Map<Path, TlsIdentity> read = new ConcurrentHashMap<>();

  DockerCertificates(Path folder) {
    this.folder = folder;
  }

  /** What is there for a server; IllegalArgumentException if it cannot be read, its message is one line. */
  Optional<TlsIdentity> find(URI server) {
    return Stream.of(server.getHost() + ":" + server.getPort(), server.getHost())
        .map(folder::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .map(found -> read.computeIfAbsent(found, DockerCertificates::read));
  }

  private static TlsIdentity read(Path folder) {
    String authorities = files(folder, ".crt").stream().map(DockerCertificates::text).collect(Collectors.joining("\n"));
    List<Path> certificates = files(folder, ".cert");
    List<Path> keys = files(folder, ".key");
    try {
      if (!certificates.stream().map(DockerCertificates::keyOf).toList().equals(keys)) {
        throw new IllegalArgumentException("each X.cert needs its X.key, and each X.key its X.cert");
      }
      return new TlsIdentity(
          authorities.isEmpty()
              ? Optional.empty()
              : Optional.of(CertificateAuthorities.fromPem(authorities).besideSystem()),
          certificates.stream().findFirst().map(file -> ClientCertificate.fromPem(text(file), text(keyOf(file)))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(folder + ": " + e.getMessage(), e);
    }
  }

  private static Path keyOf(Path certificate) {
    String name = String.valueOf(certificate.getFileName());
    return certificate.resolveSibling(name.substring(0, name.length() - ".cert".length()) + ".key");
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("a folder that cannot be read: " + folder, e);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException("longer than " + LONGEST + " bytes: " + file.getFileName());
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("a file that cannot be read: " + file.getFileName(), e);
    }
  }
}
