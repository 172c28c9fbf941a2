package dev.trustverifier.tuf.store;

import dev.trustverifier.Gun;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.tuf.wire.CorruptMemory;
import dev.trustverifier.tuf.wire.RememberedJson;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one namespace, within one transaction.
 *
 * @param call the transaction
 * @param namespace whose rows
 */
record MemoryTable(DatabaseCall<?> call, String namespace) {
  private static final String KEY = " WHERE namespace = ? AND gun = ? AND basis = ?";
  private static final int FETCHED = 64;

  // What is too long to be ours is not even sent.
  private static final String SELECT =
      "SELECT gun, basis, revision, CASE WHEN CHAR_LENGTH(content) <= " + MemoryFile.LARGEST + " THEN content END"
          + " FROM trustverifier.remembered";

  private static final String INSERT =
      "INSERT INTO trustverifier.remembered (namespace, gun, basis, revision, content) VALUES (?, ?, ?, 1, ?)";

  // The revision alone would not do: forgotten and remembered anew, a collection starts at 1 again.
  private static final String UPDATE =
      "UPDATE trustverifier.remembered SET revision = revision + 1, content = ?" + KEY
          + " AND revision = ? AND content = ?";

  private static final String LOCK = "SELECT revision FROM trustverifier.remembered" + KEY + " FOR UPDATE";
  private static final String RECORD =
      "INSERT INTO trustverifier.forgotten (forgotten_at, namespace, gun, basis, revision, content)"
          + " SELECT CAST(? AS TIMESTAMP WITH TIME ZONE), namespace, gun, basis, revision, content"
          + " FROM trustverifier.remembered" + KEY;
  private static final String DELETE = "DELETE FROM trustverifier.remembered" + KEY;

  /**
   * One row, as it stands there.
   *
   * @param content null if it is too long
   */
  record Row(String gun, String basis, long revision, @Nullable String content) {

    RememberedJson read() throws SQLException, CorruptMemory {
      if (content == null) {
        throw tooLong();
      }
      return RememberedJson.read(content.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What is remembered under a key. */
  Optional<Remembered> find(MemoryKey key) throws SQLException, CorruptMemory {
    Optional<Row> row = row(key);
    return row.isEmpty() ? Optional.empty() : Optional.of(row.get().read().under(key));
  }

  /** Writes if what is there is what is expected, and says whether it did. Somebody's insert is a unique violation. */
  boolean replace(MemoryKey key, Optional<Remembered> expected, Remembered next) throws SQLException, CorruptMemory {
    String content = new String(new RememberedJson(key, next).bytes(), StandardCharsets.UTF_8);
    if (content.length() > MemoryFile.LARGEST) {
      throw tooLong();
    }
    Optional<Row> row = row(key);
    if (row.isEmpty()) {
      return expected.isEmpty() && insert(key, content);
    }
    boolean isExpected = expected.equals(Optional.of(row.get().read().under(key)));
    return isExpected && update(key, row.get(), content);
  }

  private static SQLException tooLong() {
    return new SQLException("longer than " + MemoryFile.LARGEST + " characters", DatabaseTrouble.TOO_LONG);
  }

  private Optional<Row> row(MemoryKey key) throws SQLException {
    try (PreparedStatement select = call.prepare(SELECT + KEY)) {
      bind(select, 1, key);
      List<Row> rows = rows(select);
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }
  }

  private boolean insert(MemoryKey key, String content) throws SQLException {
    try (PreparedStatement insert = call.prepare(INSERT)) {
      insert.setString(bind(insert, 1, key), content);
      return insert.executeUpdate() == 1;
    }
  }

  private boolean update(MemoryKey key, Row row, String content) throws SQLException {
    try (PreparedStatement update = call.prepare(UPDATE)) {
      update.setString(1, content);
      int next = bind(update, 2, key);
      update.setLong(next, row.revision());
      update.setString(next + 1, row.content());
      return update.executeUpdate() == 1;
    }
  }

  /** Every row of the namespace. */
  List<Row> all() throws SQLException {
    try (PreparedStatement select = call.prepare(SELECT + " WHERE namespace = ?")) {
      select.setString(1, namespace);
      return rows(select);
    }
  }

  /** Moves the rows of a collection to those that are forgotten, and says which there were. */
  List<MemoryKey> forget(Gun gun, Instant now) throws SQLException {
    List<MemoryKey> forgotten = new ArrayList<>();
    for (Basis basis : Basis.values()) {
      MemoryKey key = new MemoryKey(gun, basis);
      if (lock(key)) {
        record(key, now);
        try (PreparedStatement delete = call.prepare(DELETE)) {
          bind(delete, 1, key);
          delete.executeUpdate();
        }
        forgotten.add(key);
      }
    }
    return List.copyOf(forgotten);
  }

  /** Keeps out writers until the end of the transaction, so that what is deleted is what was recorded. */
  private boolean lock(MemoryKey key) throws SQLException {
    try (PreparedStatement lock = call.prepare(LOCK)) {
      bind(lock, 1, key);
      try (ResultSet found = lock.executeQuery()) {
        return found.next();
      }
    }
  }

  private void record(MemoryKey key, Instant now) throws SQLException {
    try (PreparedStatement insert = call.prepare(RECORD)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      bind(insert, 2, key);
      insert.executeUpdate();
    }
  }

  private int bind(PreparedStatement statement, int first, MemoryKey key) throws SQLException {
    statement.setString(first, namespace);
    statement.setString(first + 1, key.gun().value());
    statement.setString(first + 2, key.basis().label());
    return first + 3;
  }

  private static List<Row> rows(PreparedStatement select) throws SQLException {
    select.setFetchSize(FETCHED);
    List<Row> rows = new ArrayList<>();
    try (ResultSet found = select.executeQuery()) {
      while (found.next()) {
        rows.add(new Row(found.getString(1), found.getString(2), found.getLong(3), found.getString(4)));
      }
    }
    return rows;
  }
}
