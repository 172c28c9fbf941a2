package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.tuf.wire.CorruptMemory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Remembers in a database, for fleets: PostgreSQL, or H2 where one is embedded. Any number of replicas may share it,
 * and of two that write at once one is told that it is outdated, at every isolation level. The tables are made by
 * {@link #createSchema}, or by the script {@code schema.sql} beside this class.
 *
 * <p>Sharing a memory is sharing trust: whoever may write to the rows of a namespace decides what all who read them
 * take for proven. So replicas that should trust alike have one namespace, and others another. A namespace only
 * keeps apart those who do not collide by accident; against malice, give them databases of their own.
 *
 * <p>A row that was changed by anyone else, moved to another collection or cut short is never believed and never taken
 * for a first use: the collection stays undecided until the row is restored, or the collection forgotten. A row that an
 * operator deletes is forgotten too, but without a record.
 *
 * <p>The data source must lead to the primary, because a standby may show what was outdated long ago; and what is done
 * survives a crash as far as a commit does, which in PostgreSQL takes {@code synchronous_commit}, as by default.
 *
 * <p>Every call takes one connection from the data source and gives it back; it runs on a thread of this memory, so
 * that a database or a pool that hangs cannot hold up a caller after its deadline. At most 16 calls go on at once,
 * others wait for them until their deadlines. A call that is left behind, by deadline or interrupt, has its
 * connection aborted two seconds later. What nothing can end is a data source that hangs in {@code getConnection} and
 * minds no interrupt: give it a login timeout. Outages never repeat what drivers and pools say, which may hold a
 * password: they name the SQLSTATE.
 *
 * <p>Safe for use by several threads. The data source stays open when this is closed.
 */
public final class JdbcTrustMemory implements TrustMemory, AutoCloseable {
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final DataSource dataSource;
  private final String namespace;
  private final InstantSource clock;
  private final DatabaseThreads threads;

  private JdbcTrustMemory(DataSource dataSource, String namespace, InstantSource clock) {
    this.dataSource = Objects.requireNonNull(dataSource);
    this.namespace = namespace;
    this.clock = Objects.requireNonNull(clock);
    this.threads = new DatabaseThreads("trust-memory-" + namespace);
  }

  /**
   * One row of a memory.
   *
   * @param row the collection and the basis as they stand there
   * @param key what it is about; empty if that cannot be told
   * @param state what it remembers, or why it cannot be read
   */
  public record Entry(String row, Optional<MemoryKey> key, Recalled state) {
    /** Checks that nothing is missing. */
    public Entry {
      Objects.requireNonNull(row);
      Objects.requireNonNull(key);
      Objects.requireNonNull(state);
    }
  }

  /** Work on the rows of the namespace. */
  @FunctionalInterface
  private interface TableWork<T> {
    T run(MemoryTable table) throws SQLException, CorruptMemory;
  }

  /**
   * A memory in a database. Nothing is connected to yet. What is forgotten is dated by the system's clock.
   *
   * @param dataSource gives connections, with or without auto-commit; pooled, as a rule
   * @param namespace who shares what is remembered: 1 to 100 of {@code A-Z a-z 0-9 . _ -}
   * @return the memory; close it to end its threads
   * @throws IllegalArgumentException if the namespace is not of that shape
   */
  public static JdbcTrustMemory over(DataSource dataSource, String namespace) {
    return over(dataSource, namespace, InstantSource.system());
  }

  /**
   * A memory in a database. Nothing is connected to yet.
   *
   * @param dataSource gives connections, with or without auto-commit; pooled, as a rule
   * @param namespace who shares what is remembered: 1 to 100 of {@code A-Z a-z 0-9 . _ -}
   * @param clock dates what is forgotten
   * @return the memory; close it to end its threads
   * @throws IllegalArgumentException if the namespace is not of that shape
   */
  public static JdbcTrustMemory over(DataSource dataSource, String namespace, InstantSource clock) {
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException("not a namespace of 1 to 100 letters, digits, dots, hyphens and underscores");
    }
    return new JdbcTrustMemory(dataSource, namespace, clock);
  }

  @Override
  public Recalled recall(MemoryKey key, Deadline deadline) {
    DatabaseTrouble trouble = trouble(key.gun() + " (" + key.basis().label() + ")");
    return attempt(
        deadline,
        table -> table.find(key).<Recalled>map(Recalled.Known::new).orElseGet(Recalled.Unknown::new),
        fault -> new Recalled.Unreadable(trouble.outage(fault, deadline)));
  }

  @Override
  public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
    DatabaseTrouble trouble = trouble(key.gun() + " (" + key.basis().label() + ")");
    return attempt(
        deadline,
        table -> table.replace(key, expected, next) ? new Kept.Done() : new Kept.Outdated(),
        fault -> DatabaseTrouble.isConflict(fault)
            ? new Kept.Outdated()
            : new Kept.Failed(trouble.outage(fault, deadline)));
  }

  private <T> T attempt(Deadline deadline, TableWork<T> work, Function<Exception, T> otherwise) {
    try {
      return await(deadline, call -> work.run(new MemoryTable(call, namespace)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise.apply(e);
    } catch (TimeoutException e) {
      return otherwise.apply(e);
    } catch (ExecutionException e) {
      return otherwise.apply(fault(e));
    }
  }

  private <T> T await(Deadline deadline, DatabaseCall.Work<T> work)
      throws InterruptedException, TimeoutException, ExecutionException {
    Trouble.requireTime(deadline);
    try {
      return threads.await(new DatabaseCall<>(dataSource, deadline, work), deadline);
    } catch (RejectedExecutionException e) {
      throw new ExecutionException(e);
    }
  }

  private Exception fault(ExecutionException failed) {
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    return threads.isClosed() ? new RejectedExecutionException("closed") : (Exception) failed.getCause();
  }

  /**
   * Makes the tables {@code trustverifier.remembered} and {@code trustverifier.forgotten}, unless they are there; then
   * no right to make tables is needed.
   *
   * @param deadline when to give up
   * @throws InterruptedIOException if the deadline passes, or the thread is interrupted
   * @throws IOException if the database fails
   */
  public void createSchema(Deadline deadline) throws IOException {
    operate("the tables", () -> {
      SchemaScript.run(work -> await(deadline, work));
      return Optional.empty();
    });
  }

  /**
   * Every collection that is remembered in the namespace, and every row that cannot be read.
   *
   * @param deadline when to give up
   * @return an entry per row, by basis and then by collection
   * @throws InterruptedIOException if the deadline passes, or the thread is interrupted
   * @throws IOException if the database fails
   */
  public List<Entry> list(Deadline deadline) throws IOException {
    List<MemoryTable.Row> rows =
        operate("the list", () -> await(deadline, call -> new MemoryTable(call, namespace).all()));
    List<Entry> entries = new ArrayList<>();
    rows.stream()
        .sorted(Comparator.comparing(MemoryTable.Row::basis).reversed().thenComparing(MemoryTable.Row::gun))
        .forEach(row -> entries.add(entry(row, deadline)));
    return List.copyOf(entries);
  }

  private Entry entry(MemoryTable.Row row, Deadline deadline) {
    String name = row.gun() + " (" + row.basis() + ")";
    Optional<MemoryKey> key = key(row);
    if (key.isEmpty()) {
      String message = trouble(name).what() + ": there is no such collection or basis";
      return new Entry(name, key, new Recalled.Unreadable(new Outage(Outage.Kind.MEMORY, message)));
    }
    try {
      return new Entry(name, key, new Recalled.Known(row.read().under(key.get())));
    } catch (SQLException | CorruptMemory e) {
      return new Entry(name, key, new Recalled.Unreadable(trouble(name).outage(e, deadline)));
    }
  }

  private static Optional<MemoryKey> key(MemoryTable.Row row) {
    try {
      Gun gun = new Gun(row.gun());
      return Stream.of(Basis.values())
          .filter(basis -> basis.label().equals(row.basis()))
          .findAny()
          .map(basis -> new MemoryKey(gun, basis));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Forgets a collection in the namespace, however trust in it began, whether or not its rows can be read; the next use
   * is the first. In the same transaction the rows move to the table {@code trustverifier.forgotten}, with the time and
   * all that they held.
   *
   * @param gun the collection
   * @param deadline when to give up
   * @return what was forgotten; empty if nothing was known
   * @throws InterruptedIOException if the deadline passes, or the thread is interrupted; what then became of it is not
   *     known
   * @throws IOException if the database fails
   */
  public List<MemoryKey> forget(Gun gun, Deadline deadline) throws IOException {
    return operate(
        gun.value(),
        () -> await(deadline, call -> new MemoryTable(call, namespace).forget(gun, clock.instant())));
  }

  /** Waiting for the database on behalf of an operator. */
  @FunctionalInterface
  private interface Operation<T> {
    T run() throws InterruptedException, TimeoutException, ExecutionException;
  }

  /** What is thrown has no cause: that one might hold a password. */
  private <T> T operate(String what, Operation<T> operation) throws IOException {
    try {
      return operation.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(trouble(what).what() + ": interrupted");
    } catch (TimeoutException e) {
      throw new InterruptedIOException(trouble(what).what() + ": " + e.getMessage());
    } catch (ExecutionException e) {
      throw new IOException(trouble(what).what() + ": " + DatabaseTrouble.reason(fault(e)));
    }
  }

  private DatabaseTrouble trouble(String what) {
    return new DatabaseTrouble("trust memory " + namespace + ", " + what);
  }

  /**
   * Ends every call that goes on, and waits for the threads of this memory to end, unless interrupted: for milliseconds
   * as a rule, for 12 s at most if the database hangs. Later calls are outages. Closing twice is closing once.
   */
  @Override
  public void close() {
    threads.close();
  }

  @Override
  public String toString() {
    return "trust memory " + namespace + " in a database";
  }
}
