package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.store.FileTrustMemory;
import dev.trustverifier.tuf.store.JdbcTrustMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where a memory is: in a folder, or in a database. */
final class MemoryPlace {
  @Option(
      names = "--trust-dir",
      required = true,
      paramLabel = "DIR",
      converter = FolderConverter.class,
      description = "Remember in this folder what was trusted, to notice what is taken back.")
  private @Nullable Path folder;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private @Nullable Database database;

  /** One of the namespaces in a database. */
  static final class Database {
    @Option(
        names = "--trust-db",
        required = true,
        paramLabel = "jdbc:URL",
        description = {
          "Remember in this database, by the driver on the class path:",
          "java -cp trustverify.jar:postgresql.jar dev.trustverifier.examples.cli.Trustverify ...",
          "User and password come from TRUSTVERIFY_DB_USER and TRUSTVERIFY_DB_PASSWORD."
        })
    private String url = "";

    @Option(
        names = "--namespace",
        required = true,
        paramLabel = "NAME",
        description = "Who shares what is remembered there.")
    private String namespace = "";

    Database() {}

    JdbcTrustMemory open() {
      if (!url.startsWith("jdbc:")) {
        throw new IllegalArgumentException("--trust-db takes a URL that begins with jdbc:");
      }
      if (url.toLowerCase(Locale.ROOT).contains("password")) {
        throw new IllegalArgumentException(
            "--trust-db takes no password, which everybody on this machine could read: use TRUSTVERIFY_DB_PASSWORD");
      }
      try {
        DriverManager.getDriver(url);
      } catch (SQLException e) {
        throw new IllegalArgumentException(
            "--trust-db: no driver on the class path takes this URL; start as java -cp trustverify.jar:DRIVER.jar "
                + Trustverify.class.getName(), e);
      }
      return JdbcTrustMemory.over(new DriverDataSource(url, System.getenv()), namespace);
    }
  }

  MemoryPlace() {}

  /** The memory, made where there is none. */
  TrustMemory make(Deadline deadline) {
    if (folder != null) {
      return FileTrustMemory.at(folder);
    }
    JdbcTrustMemory memory = Objects.requireNonNull(database).open();
    try {
      memory.createSchema(deadline);
    } catch (IOException e) {
      // Whoever asks it for anything is told why not.
      return memory;
    }
    return memory;
  }

  /** The memory that is there. */
  OpenMemory existing() {
    if (folder != null) {
      return new OpenMemory.Files(FileTrustMemory.existing(folder), folder);
    }
    Database there = Objects.requireNonNull(database);
    return new OpenMemory.Rows(there.open(), there.namespace);
  }
}
