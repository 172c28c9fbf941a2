package dev.trustverifier.tuf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.Recalled;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcTrustMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final MemoryKey FIRST_USE = new MemoryKey(Samples.GUN, Basis.FIRST_USE);
  private static final MemoryKey OTHER = new MemoryKey(new Gun("lab.example/b"), Basis.PINNED);

  private final DataSource dataSource = H2.fresh();
  private final JdbcTrustMemory memory = JdbcTrustMemory.over(dataSource, "here", () -> NOW);

  @BeforeEach
  void rememberThree() throws IOException {
    memory.createSchema(Samples.soon());
    keep(memory, Samples.KEY, 1);
    keep(memory, FIRST_USE, 2);
    keep(memory, OTHER, 3);
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void makesNothingAnew() throws IOException {
    memory.createSchema(Samples.soon());
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void remembersAfterARestart() {
    try (JdbcTrustMemory restarted = JdbcTrustMemory.over(dataSource, "here")) {
      assertEquals(1, Samples.versionOf(restarted.recall(Samples.KEY, Samples.soon())));
    }
  }

  @Test
  void keepsNamespacesApart() throws IOException {
    try (JdbcTrustMemory elsewhere = JdbcTrustMemory.over(dataSource, "elsewhere")) {
      assertEquals(new Recalled.Unknown(), elsewhere.recall(Samples.KEY, Samples.soon()));
      keep(elsewhere, Samples.KEY, 7);
      assertEquals(List.of(Samples.KEY), elsewhere.forget(Samples.GUN, Samples.soon()));
    }
    assertEquals(1, Samples.versionOf(memory.recall(Samples.KEY, Samples.soon())));
  }

  @Test
  void refusesNamespacesThatAreNone() {
    for (String wrong : List.of("", "a b", "a".repeat(101), "ä")) {
      assertThrows(IllegalArgumentException.class, () -> JdbcTrustMemory.over(dataSource, wrong));
    }
  }

  @Test
  void listsWhatIsRemembered() throws IOException {
    List<JdbcTrustMemory.Entry> entries = memory.list(Samples.soon());
    assertEquals(List.of(Samples.KEY, OTHER, FIRST_USE), entries.stream().map(e -> e.key().orElseThrow()).toList());
    assertEquals(List.of(1L, 3L, 2L), entries.stream().map(e -> Samples.versionOf(e.state())).toList());
  }

  @Test
  void listsWhatCannotBeRead() throws Exception {
    sql("UPDATE trustverifier.remembered SET content = 'x' WHERE gun = 'lab.example/b'");
    sql("UPDATE trustverifier.remembered SET gun = 'nowhere' WHERE basis = 'first-use'");
    List<JdbcTrustMemory.Entry> entries = memory.list(Samples.soon());
    assertEquals(Optional.of(OTHER), entries.get(1).key());
    assertInstanceOf(Recalled.Unreadable.class, entries.get(1).state());
    assertEquals(new JdbcTrustMemory.Entry("nowhere (first-use)", Optional.empty(), entries.get(2).state()),
        entries.get(2));
    assertInstanceOf(Recalled.Unreadable.class, entries.get(2).state());
  }

  @Test
  void neverTakesACorruptRowForAFirstUse() throws Exception {
    sql("UPDATE trustverifier.remembered SET content = REPLACE(content, '\"1\"', '\"2\"') WHERE basis = 'pinned'");
    Recalled recalled = memory.recall(Samples.KEY, Samples.soon());
    Outage outage = assertInstanceOf(Recalled.Unreadable.class, recalled).outage();
    assertEquals(Outage.Kind.MEMORY, outage.kind());
    assertTrue(outage.message().startsWith("trust memory here, lab.example/a (pinned): corrupt"), outage.message());
    assertInstanceOf(Kept.Failed.class,
        memory.replace(Samples.KEY, Optional.empty(), Samples.version(9), Samples.soon()));
  }

  @Test
  void doesNotBelieveARowOfAnotherCollection() throws Exception {
    sql("DELETE FROM trustverifier.remembered WHERE gun = 'lab.example/a'");
    sql("UPDATE trustverifier.remembered SET gun = 'lab.example/a'");
    assertInstanceOf(Recalled.Unreadable.class, memory.recall(Samples.KEY, Samples.soon()));
  }

  @Test
  void forgetsACollectionHoweverTrustInItBeganAndRecordsIt() throws Exception {
    assertEquals(List.of(Samples.KEY, FIRST_USE), memory.forget(Samples.GUN, Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(Samples.KEY, Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(FIRST_USE, Samples.soon()));
    assertEquals(3, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM trustverifier.forgotten ORDER BY id")) {
      assertTrue(rows.next());
      assertEquals(NOW, rows.getObject("forgotten_at", Instant.class));
      assertEquals("here lab.example/a pinned",
          rows.getString("namespace") + " " + rows.getString("gun") + " " + rows.getString("basis"));
      assertTrue(rows.getString("content").contains(Samples.version(1).anchors().iterator().next().hex()));
      assertTrue(rows.next());
      assertFalse(rows.next());
    }
  }

  @Test
  void refusesWhoeverRecalledWhatWasForgottenAndRememberedAnew() throws IOException {
    memory.forget(OTHER.gun(), Samples.soon());
    assertEquals(new Kept.Outdated(),
        memory.replace(OTHER, Optional.of(Samples.version(3)), Samples.version(4), Samples.soon()));
    keep(memory, OTHER, 5);
    assertEquals(new Kept.Outdated(),
        memory.replace(OTHER, Optional.of(Samples.version(3)), Samples.version(4), Samples.soon()));
    assertEquals(5, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
  }

  @Test
  void forgetsWhatIsCorrupt() throws Exception {
    sql("UPDATE trustverifier.remembered SET content = '' WHERE gun = 'lab.example/b'");
    assertEquals(List.of(OTHER), memory.forget(OTHER.gun(), Samples.soon()));
    assertEquals(new Recalled.Unknown(), memory.recall(OTHER, Samples.soon()));
  }

  @Test
  void forgetsNothingThatItCannotRecord() throws Exception {
    sql("DROP TABLE trustverifier.forgotten");
    IOException refusal = assertThrows(IOException.class, () -> memory.forget(OTHER.gun(), Samples.soon()));
    assertTrue(refusal.getMessage().contains("the tables are missing"), refusal.getMessage());
    assertEquals(3, Samples.versionOf(memory.recall(OTHER, Samples.soon())));
  }

  @Test
  void givesConnectionsBackAsTheyWere() throws Exception {
    try (Connection only = dataSource.getConnection();
        JdbcTrustMemory pooled = JdbcTrustMemory.over(LentConnection.of(only), "here")) {
      for (boolean autoCommit : new boolean[] {false, true}) {
        only.setAutoCommit(autoCommit);
        pooled.forget(OTHER.gun(), Samples.soon());
        keep(pooled, OTHER, 1);
        assertEquals(autoCommit, only.getAutoCommit());
        try (Statement statement = only.createStatement()) {
          assertEquals(0, statement.getQueryTimeout());
        }
        assertEquals(1, Samples.versionOf(memory.recall(OTHER, Samples.soon())), "committed");
      }
    }
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void keep(JdbcTrustMemory memory, MemoryKey key, long version) {
    assertEquals(new Kept.Done(), memory.replace(key, Optional.empty(), Samples.version(version), Samples.soon()));
  }
}
