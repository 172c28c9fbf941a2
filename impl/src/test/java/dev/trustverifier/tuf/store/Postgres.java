package dev.trustverifier.tuf.store;

import dev.trustverifier.tuf.live.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of its own, of the Debian package {@code postgresql}, in a temporary folder and on a free loopback port.
 * It refuses to run as root, and then runs as the user {@code postgres}. What its processes wrote survives them without
 * fsync, which only machines that die take.
 */
public final class Postgres implements AutoCloseable {
  static final String PASSWORD = "hunter2";

  private static final String SWITCH = "TRUSTVERIFIER_LIVE";
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String SETTINGS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c shared_buffers=16MB";
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
  private static final long MOST_SECONDS = 60;

  private final Path programs;
  private final Path folder;
  private final int port;

  private Postgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /** Starts one; skips the test where it is not installed, or fails it where {@value SWITCH} is {@code required}. */
  public static Postgres start() throws IOException, InterruptedException {
    Optional<Path> programs = programs();
    if (programs.isEmpty()) {
      String what = "these tests need PostgreSQL below " + INSTALLED + ": the Debian package postgresql";
      if (Stream.of(System.getProperty(SWITCH), System.getenv(SWITCH)).anyMatch("required"::equals)) {
        Assertions.fail(what);
      }
      Assumptions.abort(what);
    }
    Path folder = Files.createTempDirectory("postgres-");
    Postgres postgres = new Postgres(programs.get(), folder, FreePort.any());
    try {
      if (ROOT) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        run(List.of("chown", "postgres", folder.toString()));
      }
      postgres.run("initdb", "-D", postgres.cluster(), "-A", "trust", "-U", "trust", "-E", "UTF8", "--no-locale", "-N");
      postgres.control("start");
      return postgres;
    } catch (IOException | RuntimeException | Error e) {
      postgres.close();
      throw e;
    }
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl")))
          .max(Comparator.comparing(Path::toString));
    }
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  DataSource dataSource() {
    return dataSource(port);
  }

  static DataSource dataSource(int port) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setServerNames(new String[] {"127.0.0.1"});
    dataSource.setPortNumbers(new int[] {port});
    dataSource.setDatabaseName("postgres");
    dataSource.setUser("trust");
    dataSource.setPassword(PASSWORD);
    return dataSource;
  }

  public int port() {
    return port;
  }

  /** {@code start}, {@code stop} or {@code restart}; it dies as in a crash, and recovers. */
  public void control(String action) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("-D", cluster(), "-w", "-s", "-l", folder.resolve("log").toString()));
    if (!action.equals("start")) {
      words.addAll(List.of("-m", "immediate"));
    }
    if (!action.equals("stop")) {
      words.addAll(List.of("-o", "-p " + port + SETTINGS));
    }
    words.add(action);
    run("pg_ctl", words.toArray(String[]::new));
  }

  /** Stops the server and then all that it has forked, so that it hangs; or has them go on. */
  void hang(boolean stop) throws IOException, InterruptedException {
    String signal = stop ? "-STOP" : "-CONT";
    ProcessHandle server = ProcessHandle.of(Long.parseLong(pidFile().get(0))).orElseThrow();
    run(List.of("kill", signal, Long.toString(server.pid())));
    for (ProcessHandle child : server.children().toList()) {
      // The shell forgives a child that ended just now.
      run(List.of("sh", "-c", "kill " + signal + " " + child.pid() + " || true"));
    }
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(folder.resolve("cluster/postmaster.pid"));
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(ROOT ? List.of("runuser", "-u", "postgres", "--") : List.of());
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    run(words);
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    // A file, not a pipe: the server keeps what it is started with.
    Path output = Files.createTempFile("postgres-", ".txt");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(String.join(" ", words) + " failed: " + Files.readString(output));
      }
    } finally {
      Files.delete(output);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (Files.exists(folder.resolve("cluster/postmaster.pid"))) {
        control("stop");
      }
      run(List.of("rm", "-rf", folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL was stopping", e);
    }
  }
}
