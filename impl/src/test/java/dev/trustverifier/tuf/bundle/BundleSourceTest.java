package dev.trustverifier.tuf.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleSourceTest {
  private static final Path FIXTURES = Path.of("src/test/fixtures/notary");
  private static final Gun DELEGATED = new Gun("lab.example/delegated");
  private static final Gun GUN = new Gun("reg.example:5000/app");
  private static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);
  private static final MetadataName RELEASES = new MetadataName.Current(RoleName.RELEASES);
  private static final Digest SOME_DIGEST = Digest.sha256(new byte[0]);
  private static final long AMPLE = 1 << 24;

  @TempDir
  private Path root;

  @Test
  void readsTheLayoutOfAServersUrls() throws IOException {
    Path file = FIXTURES.resolve("lab.example/delegated/_trust/tuf/targets/releases.json");
    assertArrayEquals(Files.readAllBytes(file), found(fetch(BundleSource.at(FIXTURES), DELEGATED, RELEASES)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-cache/docker", "client-cache/notary"})
  void readsTheTrustFolderOfRealClients(String folder) throws IOException {
    BundleSource source = BundleSource.at(FIXTURES.resolve(folder));
    Path metadata = FIXTURES.resolve(folder).resolve("tuf/lab.example/delegated/metadata");
    assertArrayEquals(Files.readAllBytes(metadata.resolve("targets/releases.json")),
        found(fetch(source, DELEGATED, RELEASES)));
    assertArrayEquals(Files.readAllBytes(metadata.resolve("root.json")),
        found(fetch(source, DELEGATED, new MetadataName.Hashed(RoleName.ROOT, SOME_DIGEST))));
    assertArrayEquals(Files.readAllBytes(metadata.resolve("targets/releases.json")),
        found(fetch(source, DELEGATED, new MetadataName.Hashed(RoleName.RELEASES, SOME_DIGEST))));
    assertAbsent(fetch(source, DELEGATED, new MetadataName.Versioned(RoleName.ROOT, 1)));
    assertAbsent(fetch(source, new Gun("lab.example/unknown"), TIMESTAMP));
  }

  @Test
  void decidesTheLayoutForEachCollection() throws IOException {
    Gun other = new Gun("reg.example:5000/other");
    write("reg.example:5000/app/_trust/tuf/timestamp.json", "url");
    write("tuf/reg.example:5000/app/metadata/timestamp.json", "trust folder");
    write("tuf/reg.example:5000/app/metadata/root.json", "trust folder");
    write("tuf/reg.example:5000/other/metadata/timestamp.json", "other");
    BundleSource source = BundleSource.at(root);
    assertArrayEquals("url".getBytes(), found(fetch(source, GUN, TIMESTAMP)));
    assertAbsent(fetch(source, GUN, new MetadataName.Current(RoleName.ROOT)));
    assertArrayEquals("other".getBytes(), found(fetch(source, other, TIMESTAMP)));
  }

  @Test
  void seesWhatIsAddedAfterItWasMade() throws IOException {
    BundleSource source = BundleSource.at(root);
    assertAbsent(fetch(source, GUN, TIMESTAMP));
    write("reg.example:5000/app/_trust/tuf/timestamp.json", "now");
    assertArrayEquals("now".getBytes(), found(fetch(source, GUN, TIMESTAMP)));
  }

  @Test
  void refusesARootThatIsMissingOrNoFolder() throws IOException {
    write("file", "");
    assertEquals("no such folder: " + root.resolve("missing"),
        assertThrows(IllegalArgumentException.class, () -> BundleSource.at(root.resolve("missing"))).getMessage());
    assertEquals("not a folder: " + root.resolve("file"),
        assertThrows(IllegalArgumentException.class, () -> BundleSource.at(root.resolve("file"))).getMessage());
  }

  @Test
  void failsOnAFolderInPlaceOfAFile() throws IOException {
    Files.createDirectories(root.resolve("reg.example:5000/app/_trust/tuf/timestamp.json"));
    assertFails(Outage.Kind.IO, "not a regular file", fetch(BundleSource.at(root), GUN, TIMESTAMP));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reg.example:5000", "reg.example:5000/app", "reg.example:5000/app/_trust/tuf", "tuf", "v2",
    "reg.example:5000/app/_trust/tuf/targets"})
  void failsOnAFileInPlaceOfAFolder(String path) throws IOException {
    write(path, "");
    assertFails(Outage.Kind.IO, "not a folder: " + root.resolve(path), fetch(BundleSource.at(root), GUN, RELEASES));
  }

  @Test
  void failsOnLinksThatLeadNowhereButRoundAndReadsThroughOthers() throws IOException {
    write("elsewhere", "linked");
    Path tuf = Files.createDirectories(root.resolve("reg.example:5000/app/_trust/tuf"));
    Files.createSymbolicLink(tuf.resolve("root.json"), tuf.resolve("root.json"));
    Files.createSymbolicLink(tuf.resolve("timestamp.json"), root.resolve("elsewhere"));
    BundleSource source = BundleSource.at(root);
    assertFails(Outage.Kind.IO, "root.json", fetch(source, GUN, new MetadataName.Current(RoleName.ROOT)));
    assertArrayEquals("linked".getBytes(), found(fetch(source, GUN, TIMESTAMP)));
  }

  @Test
  void neverWaitsForAPipe() throws Exception {
    Path tuf = Files.createDirectories(root.resolve("reg.example:5000/app/_trust/tuf"));
    Process mkfifo = new ProcessBuilder("mkfifo", tuf.resolve("timestamp.json").toString()).start();
    assumeTrue(mkfifo.waitFor(60, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "no pipes here");
    Fetched answer =
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> fetch(BundleSource.at(root), GUN, TIMESTAMP));
    assertFails(Outage.Kind.IO, "not a regular file", answer);
  }

  @Test
  void failsOnAFileThatMayNotBeRead() throws IOException {
    write("reg.example:5000/app/_trust/tuf/timestamp.json", "secret");
    Path file = root.resolve("reg.example:5000/app/_trust/tuf/timestamp.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read everything");
    assertFails(Outage.Kind.IO, "access denied", fetch(BundleSource.at(root), GUN, TIMESTAMP));
  }

  @Test
  void readsNothingOfAFileThatIsTooLarge() throws IOException {
    write("reg.example:5000/app/_trust/tuf/timestamp.json", "");
    Path file = root.resolve("reg.example:5000/app/_trust/tuf/timestamp.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(50_000_000_000L);
    }
    assertInstanceOf(Fetched.TooLarge.class, assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> fetch(BundleSource.at(root), GUN, TIMESTAMP)));
  }

  @Test
  void refusesANegativeLimit() {
    Deadline deadline = Deadline.after(Duration.ofSeconds(1));
    assertThrows(IllegalArgumentException.class, () -> BundleSource.at(root).fetch(GUN, TIMESTAMP, -1, deadline));
  }

  @Test
  void describesItselfByItsFolder() {
    assertEquals(root.toString(), BundleSource.at(root).describe(GUN));
    assertTrue(BundleSource.at(root).toString().contains(root.toString()));
  }

  @Test
  void neverLeavesTheFolderItIsToldToStayIn() {
    assertEquals(root.resolve("a/b"), Layout.within(root, root.resolve("a/c/../b")));
    assertThrows(IllegalArgumentException.class, () -> Layout.within(root, root.resolve("a/../../b")));
    Path neighbour = root.resolveSibling(root.getFileName() + "x");
    assertThrows(IllegalArgumentException.class, () -> Layout.within(root, neighbour));
  }

  private static Fetched fetch(BundleSource source, Gun gun, MetadataName name) {
    return source.fetch(gun, name, AMPLE, Deadline.after(Duration.ofSeconds(20)));
  }

  private static byte[] found(Fetched answer) {
    return assertInstanceOf(Fetched.Found.class, answer).content();
  }

  private static void assertAbsent(Fetched answer) {
    assertInstanceOf(Fetched.Absent.class, answer);
  }

  private static void assertFails(Outage.Kind kind, String how, Fetched answer) {
    Outage outage = assertInstanceOf(Fetched.Failed.class, answer).outage();
    assertEquals(kind, outage.kind(), outage.message());
    assertTrue(outage.message().contains(how), outage.message());
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
