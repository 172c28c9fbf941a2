package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.tuf.wire.CorruptMemory;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells what went wrong with a database in the words of an outage. Never in those of a driver or a pool: they may hold
 * the address with its password.
 *
 * @param what which memory, and what was asked for
 */
record DatabaseTrouble(String what) {
  /** PostgreSQL's state for limits, which the tables here do not have. */
  static final String TOO_LONG = "54000";

  private static final int DEEPEST = 10;
  private static final Pattern STATE = Pattern.compile("[0-9A-Z]{5}");
  // Unique violation, serialization failure, deadlock; and H2's concurrent update.
  private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01", "90131");
  // No table or schema: PostgreSQL's, then H2's.
  private static final Set<String> NO_TABLES = Set.of("42P01", "3F000", "42S02", "42S03", "42S04", "90079");

  /** Whether it failed because somebody else wrote at the same time, so that nothing was changed. */
  static boolean isConflict(Exception fault) {
    return CONFLICTS.contains(state(fault).orElse(""));
  }

  /** What failed, if it did before or after a deadline. */
  Outage outage(Exception fault, Deadline deadline) {
    if (fault instanceof InterruptedException) {
      return new Outage(Kind.INTERRUPTED, what + ": interrupted");
    }
    if (fault instanceof TimeoutException || fault instanceof SQLException && deadline.hasPassed()) {
      return new Outage(Kind.TIMED_OUT, what + ": " + reason(fault));
    }
    return new Outage(Kind.MEMORY, what + ": " + reason(fault));
  }

  /** Only messages that were written here are repeated. */
  static String reason(Exception fault) {
    if (fault instanceof CorruptMemory) {
      return "corrupt (restore the row, or have the collection forgotten): " + fault.getMessage();
    }
    if (fault instanceof TimeoutException) {
      return fault.getMessage();
    }
    if (fault instanceof RejectedExecutionException) {
      return "this memory is closed";
    }
    String name = fault.getClass().getSimpleName();
    Optional<String> state = state(fault);
    return state.map(s -> meaning(s) + " (SQLSTATE " + s + ", " + name + ")").orElse("the database failed: " + name);
  }

  private static String meaning(String state) {
    if (NO_TABLES.contains(state)) {
      return "the tables are missing, which schema.sql or createSchema() makes";
    }
    return switch (state) {
      case "25006" -> "the database is read-only";
      case "42501", "90096" -> "the database does not permit this";
      case TOO_LONG -> "longer than " + MemoryFile.LARGEST + " characters";
      case "57014" -> "the database took too long";
      case "57P01", "57P02", "57P03" -> "the database is going down or coming up";
      default -> switch (state.substring(0, 2)) {
        case "08" -> "no connection to the database";
        case "28" -> "the database refuses the login";
        case "53" -> "the database has run out of something";
        default -> "the database failed";
      };
    };
  }

  /** The first that is told: pools wrap what drivers throw. */
  private static Optional<String> state(Exception fault) {
    return Stream.<Throwable>iterate(fault, t -> t != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(t -> t instanceof SQLException sql && sql.getSQLState() != null)
        .map(t -> ((SQLException) t).getSQLState())
        .filter(state -> STATE.matcher(state).matches())
        .findFirst();
  }
}
