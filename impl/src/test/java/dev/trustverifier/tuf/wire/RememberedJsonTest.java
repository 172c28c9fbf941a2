package dev.trustverifier.tuf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.KeyId;
import dev.trustverifier.RoleName;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.MemoryKey.Basis;
import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.memory.Remembered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RememberedJsonTest {
  private static final MemoryKey KEY = new MemoryKey(new Gun("lab.example/a"), Basis.PINNED);
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final Floor FLOOR =
      new Floor(List.of(2L), 7, Digest.parse("sha256:" + HASH), Set.of(new KeyId(HASH)), Instant.EPOCH);
  private static final Remembered REMEMBERED =
      new Remembered("{}".getBytes(StandardCharsets.UTF_8), Set.of(), Map.of(RoleName.TARGETS, FLOOR));
  private static final String BODY =
      "{'anchors':[],'basis':'pinned','floors':{'targets':{'digest':'sha256:" + HASH + "',"
          + "'lastSeen':'1970-01-01T00:00:00Z','signers':['" + HASH + "'],'since':['2'],'version':'7'}},'gun':'lab.example/a','root':'e30='}";

  @Test
  void writesTheFormatThatOlderFilesHave() {
    assertEquals(file(BODY), new String(new RememberedJson(KEY, REMEMBERED).bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void refusesAnotherFormatBeforeAnythingElse() {
    assertRefused("{\"format\":3}", "file.format is 3, and this version reads only 1 and 2");
    assertRefused("{\"format\":\"1\"}", "file.format is \"1\"");
    assertRefused("{}", "file.format is missing");
  }

  @Test
  void writesImagesOfThePastInAFormatThatOlderVersionsRefuseByItsNumber() throws CorruptMemory {
    OnceTrusted image = image("v1");
    Remembered remembered = new Remembered(new byte[0], Set.of(), Map.of(), List.of(image));
    String written = new String(new RememberedJson(KEY, remembered).bytes(), StandardCharsets.UTF_8);
    assertTrue(written.contains("\"format\":2"), written);
    assertEquals(remembered, RememberedJson.read(written.getBytes(StandardCharsets.UTF_8)).under(KEY));
    assertRefused(written.replace("\"format\":2", "\"format\":1"), "body has the members");
    assertRefused(file(BODY).replace("\"format\":1", "\"format\":2"), "body has the members");
  }

  @Test
  void refusesImagesOfThePastThatAreNone() {
    String one = new String(
        new RememberedJson(KEY, new Remembered(new byte[0], Set.of(), Map.of(), List.of(image("v1")))).bytes(),
        StandardCharsets.UTF_8);
    String body = one.substring(one.indexOf(':') + 1, one.indexOf(",\"format\""));
    String entry = body.substring(body.indexOf('[', body.indexOf("onceTrusted")) + 1, body.indexOf("],\"root\""));
    assertRefused(second(body.replace(entry, entry + "," + entry)), "twice");
    assertRefused(second(body.replace(entry, (entry + ",").repeat(128) + entry)), "no list of up to 128");
    assertRefused(second(body.replace("\"tag\":\"v1\"", "\"tag\":\"-\"")), "no image that was trusted");
    assertRefused(second(body.replace("\"role\":\"targets\"", "\"role\":\"targets/x\"")), "no image that was trusted");
    assertRefused(second(body.replace("\"length\":\"7\"", "\"length\":\"x\"")), "body.onceTrusted.length");
  }

  private static OnceTrusted image(String tag) {
    return new OnceTrusted(
        tag, Digest.parse("sha256:" + HASH), 7, RoleName.TARGETS,
        new TreeMap<>(Map.of(RoleName.TARGETS, Set.of(new KeyId(HASH)))), Instant.EPOCH);
  }

  private static String second(String body) {
    return file(body).replace("\"format\":1", "\"format\":2");
  }

  @Test
  void refusesMembersThatAreMissingOrTooMany() {
    assertRefused("{\"format\":1}", "file has the members [format]");
    assertRefused(file(BODY).replace("{\"body\"", "{\"also\":1,\"body\""), "file has the members [also, body");
    assertRefused(file(BODY.replace("'root'", "'ruth'")), "body has the members");
    assertRefused(file(BODY.replace("'since':['2'],", "")), "body.floors.targets has the members");
    assertRefused(file("[]"), "body is no object");
    assertRefused("null", "file is no object");
  }

  @Test
  void refusesAMemberGivenTwice() {
    assertRefused(file(BODY).replace("\"format\":1", "\"format\":1,\"format\":1"), "given twice");
  }

  @Test
  void refusesABodyWithAnothersChecksum() {
    assertRefused(file(BODY).replace("['2']".replace('\'', '"'), "[\"1\"]"), "file.sha256");
  }

  /** Each has the right checksum: somebody wrote it, but not this library. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "'version':'7'             | 'version':'0'              | body.floors.targets.version: versions start at 1",
    "'version':'7'             | 'version':'-1'             | body.floors.targets.version: versions start at 1",
    "'version':'7'             | 'version':'x'              | body.floors.targets.version",
    "'version':'7'             | 'version':'99999999999999999999' | body.floors.targets.version",
    "'version':'7'             | 'version':7                | body.floors.targets.version is no text",
    "'version':'7'             | 'version':'07'             | one form",
    "'version':'7'             | 'version':'+7'             | one form",
    "'since':['2']             | 'since':['0']              | body.floors.targets.since",
    "'since':['2']             | 'since':'2'                | body.floors.targets.since is no list",
    "'since':['2']             | 'since':[2]                | body.floors.targets.since is no text",
    "'gun':'lab.example/a'     | 'gun':'a'                  | body.gun",
    "'basis':'pinned'          | 'basis':'PINNED'           | body.basis",
    "'anchors':[]              | 'anchors':['x']            | body.anchors",
    "'targets':{               | 'Targets':{                | body.floors",
    "'1970-01-01T00:00:00Z'    | 'yesterday'                | body.floors.targets.lastSeen",
    "'1970-01-01T00:00:00Z'    | '1970-01-01T00:00:00.000Z' | one form",
    "'root':'e30='             | 'root':'e30'               | one form",
    "'root':'e30='             | 'root':'e31='              | one form",
    "'root':'e30='             | 'root':'{}'                | body.root",
    "'signers':['0123          | 'signers':['X123           | body.floors.targets.signers",
  })
  void refusesABodyThatThisLibraryWouldNotWrite(String good, String bad, String message) {
    assertTrue(BODY.contains(good), good);
    assertRefused(file(BODY.replace(good, bad)), message);
  }

  @Test
  void refusesWhitespaceAndOtherOrders() {
    assertRefused(file(BODY) + "\n", "one form");
    assertRefused(file(BODY).replace("\"format\":1", "\"format\": 1"), "one form");
  }

  @Test
  void refusesToBeReadUnderAnotherKey() throws CorruptMemory {
    RememberedJson read = RememberedJson.read(new RememberedJson(KEY, REMEMBERED).bytes());
    assertEquals(REMEMBERED, read.under(KEY));
    for (MemoryKey other :
        List.of(new MemoryKey(KEY.gun(), Basis.FIRST_USE), new MemoryKey(new Gun("lab.example/b"), Basis.PINNED))) {
      CorruptMemory refusal = assertThrows(CorruptMemory.class, () -> read.under(other));
      assertEquals("body is about another collection: lab.example/a (pinned)", refusal.getMessage());
    }
  }

  private static String file(String body) {
    String json = body.replace('\'', '"');
    String checksum = Digest.sha256(json.getBytes(StandardCharsets.UTF_8)).hex();
    return "{\"body\":" + json + ",\"format\":1,\"sha256\":\"" + checksum + "\"}";
  }

  private static void assertRefused(String file, String message) {
    CorruptMemory refusal =
        assertThrows(CorruptMemory.class, () -> RememberedJson.read(file.getBytes(StandardCharsets.UTF_8)));
    assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
  }
}
