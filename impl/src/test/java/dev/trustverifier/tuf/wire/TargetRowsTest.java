package dev.trustverifier.tuf.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trustverifier.Digest;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.tuf.chain.MetadataFile;
import dev.trustverifier.tuf.chain.Refused;
import dev.trustverifier.tuf.chain.TargetRow;
import dev.trustverifier.tuf.chain.TargetRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a targets file's rows. */
class TargetRowsTest {
  private static final String SHA256 = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";
  private static final String SHA512 =
      "7iaw3Ur350mqGo7jwQrpkj9hiYB3Lkc/iBml1JQODbJ6wYX4oOHV+E+IvIh/1nsUNzLDBMxfqa2Ob1f1ACio/w==";
  private static final Digest OF_TEST_256 = Digest.sha256("test".getBytes(UTF_8));
  private static final Digest OF_TEST_512 = Digest.parse(
      "sha512:ee26b0dd4af7e749aa1a8ee3c10ae9923f618980772e473f8819a5d4940e0db2"
          + "7ac185f8a0e1d5f84f88bc887fd67b143732c304cc5fa9ad8e6f57f50028a8ff");

  private static TargetRows rows(String targets) throws Refused {
    String file = """
        {"signed":{"_type":"Targets","version":1,"expires":"2036-11-19T12:00:00Z","delegations":{"keys":{},"roles":[]},
        "targets":%s},"signatures":[]}""".formatted(targets);
    MetadataFile read = MetadataFile.unlisted(RoleName.TARGETS, file.getBytes(UTF_8));
    return JsonTargetRows.read(Envelope.open(read).signed());
  }

  private static TargetRow row(String json) throws Refused {
    return rows("{\"v1\":" + json + "}").find("v1").orElseThrow();
  }

  @Test
  void haveALengthTheirDigestsAndWhatThePublisherAdds() throws Refused {
    TargetRow row = row("""
        {"length":4,"hashes":{"sha256":"%s","sha512":"%s"},"custom":{"b":[1],"a":null}}""".formatted(SHA256, SHA512));
    assertEquals(
        new TargetRow("v1", 4, List.of(OF_TEST_256, OF_TEST_512), Optional.of("{\"a\":null,\"b\":[1]}")), row);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "null", "{}", "{\"length\":null,\"hashes\":null,\"custom\":null}", "{\"length\":0,\"hashes\":{}}",
    "{\"hashes\":{\"sha256\":null}}", "{\"hashes\":{\"sha256\":\"\"}}", "{\"hashes\":{\"sha256\":\"AAAA\"}}",
    "{\"hashes\":{\"md5\":\"AAAA\"}}"
  })
  void withoutAnythingPinNothing(String json) throws Refused {
    assertEquals(new TargetRow("v1", 0, List.of(), Optional.empty()), row(json));
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "1; the row of v1 is no object", "[]; the row of v1 is no object", "\"\"; the row of v1 is no object",
    "{\"length\":\"4\"}; the length of v1 is no integer", "{\"hashes\":[]}; the hashes of v1 are no object",
    "{\"hashes\":{\"sha256\":1}}; a hash of v1 is no base64", "{\"hashes\":{\"x\":\"*\"}}; a hash of v1 is no base64"
  })
  void ofAnotherShapeAreRefused(String json, String message) {
    Refused refused = assertThrows(Refused.class, () -> row(json));
    assertEquals(SpecRule.BODY_SHAPE, refused.rejection().rule());
    assertEquals("targets: " + message, refused.rejection().message());
  }

  @Test
  void areFoundByNameAndByEitherDigest() throws Refused {
    TargetRows rows = rows("""
        {"b":{"length":4,"hashes":{"sha256":"%s"}},"a":{"length":4,"hashes":{"sha512":"%s"}},"c":null}"""
        .formatted(SHA256, SHA512));
    assertEquals(List.of("a", "b", "c"), rows.all().map(TargetRow::name).toList());
    assertEquals(List.of("b"), rows.listing(OF_TEST_256).map(TargetRow::name).toList());
    assertEquals(List.of("a"), rows.listing(OF_TEST_512).map(TargetRow::name).toList());
    assertEquals(Optional.empty(), rows.find("d"));
  }

  @Test
  void takeTheMoreMemoryTheMoreTheySay() throws Refused {
    long none = rows("{}").size();
    long bare = rows("{\"v1\":null}").size();
    long named = rows("{\"v1.0\":null}").size();
    long pinned = rows("{\"v1\":{\"hashes\":{\"sha256\":\"%s\"}}}".formatted(SHA256)).size();
    long twice = rows("{\"v1\":{\"hashes\":{\"sha256\":\"%s\",\"sha512\":\"%s\"}}}".formatted(SHA256, SHA512)).size();
    long noted = rows("{\"v1\":{\"custom\":\"1234\"}}").size();
    assertEquals(List.of(0L, 2L, 32L, 64L, 6L),
        List.of(none, named - bare, pinned - bare, twice - pinned, noted - bare));
    assertEquals(2 * bare, rows("{\"v1\":null,\"v2\":null}").size());
  }
}
