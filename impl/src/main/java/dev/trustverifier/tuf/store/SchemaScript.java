package dev.trustverifier.tuf.store;

import dev.trustverifier.tuf.wire.CorruptMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The script that makes the tables. */
final class SchemaScript {
  private static final String NAME = "schema.sql";
  private static final int MOST_ATTEMPTS = 5;
  private static final String REMEMBERED =
      "SELECT namespace, gun, basis, revision, content FROM trustverifier.remembered WHERE 1 = 0";
  private static final String FORGOTTEN =
      "SELECT forgotten_at, namespace, gun, basis, revision, content FROM trustverifier.forgotten WHERE 1 = 0";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private SchemaScript() {}

  /** Runs a piece of work in a transaction of its own. */
  @FunctionalInterface
  interface Transactions {
    void run(DatabaseCall.Work<Optional<Void>> work)
        throws InterruptedException, TimeoutException, ExecutionException;
  }

  /**
   * Runs the script unless all is there, which nobody needs the right to make. When two make the same at the same time,
   * PostgreSQL fails one of them in spite of IF NOT EXISTS: hence several attempts.
   */
  static void run(Transactions transactions) throws InterruptedException, TimeoutException, ExecutionException {
    Optional<ExecutionException> missing = missing(transactions);
    for (int attempt = 1; missing.isPresent(); attempt++) {
      Optional<ExecutionException> unmade = failure(transactions, SchemaScript::make);
      missing = missing(transactions);
      if (missing.isPresent() && attempt == MOST_ATTEMPTS) {
        throw unmade.orElse(missing.get());
      }
    }
  }

  private static Optional<ExecutionException> failure(
      Transactions transactions, DatabaseCall.Work<Optional<Void>> work)
      throws InterruptedException, TimeoutException {
    try {
      transactions.run(work);
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e);
    }
  }

  /** What is not there. What was forgotten is, if it may not be read: a verifier need not see it. */
  private static Optional<ExecutionException> missing(Transactions transactions)
      throws InterruptedException, TimeoutException {
    Optional<ExecutionException> remembered = failure(transactions, call -> probe(call, REMEMBERED));
    return remembered.isPresent()
        ? remembered
        : failure(transactions, call -> probe(call, FORGOTTEN)).filter(e -> !isDenied(e.getCause()));
  }

  private static boolean isDenied(Throwable failure) {
    return failure instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState());
  }

  private static Optional<Void> probe(DatabaseCall<?> call, String probe) throws SQLException, CorruptMemory {
    try (PreparedStatement statement = call.prepare(probe);
        ResultSet nothing = statement.executeQuery()) {
      nothing.next();
    }
    return Optional.empty();
  }

  private static Optional<Void> make(DatabaseCall<?> call) throws SQLException, CorruptMemory {
    for (String sql : statements()) {
      try (PreparedStatement statement = call.prepare(sql)) {
        statement.execute();
      }
    }
    return Optional.empty();
  }

  private static List<String> statements() {
    String script = text().lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
    return List.of(script.split(";")).stream().map(String::strip).filter(sql -> !sql.isEmpty()).toList();
  }

  private static String text() {
    try (InputStream script = SchemaScript.class.getResourceAsStream(NAME)) {
      if (script == null) {
        throw new IllegalStateException(NAME + " is missing from the jar");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
