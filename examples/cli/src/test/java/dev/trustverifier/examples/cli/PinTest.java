package dev.trustverifier.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinTest {
  private static final String OTHER = "cert:" + "0".repeat(64);

  private static Run verify(String gun, String... pins) {
    Stream<String> options = Stream.of(pins).flatMap(pin -> Stream.of("--pin", pin));
    List<String> command = List.of("verify", "--source", "bundle:" + Fixtures.NOTARY, "--at", Fixtures.NOW, "--json");
    return Run.of(Stream.of(command.stream(), options, Stream.of(gun + ":v1")).flatMap(s -> s).toArray(String[]::new));
  }

  private static String root(String gun) {
    return "root:" + Fixtures.NOTARY.resolve(gun).resolve("_trust/tuf/root.json");
  }

  private static String certificate(String gun) {
    return "cert:" + Fixtures.collection(gun).get("files").get("root").get("signatures").elements().get(0).get("keyid").text();
  }

  private static String authority(String file) {
    return "ca:" + Fixtures.NOTARY.resolve("pins").resolve(file);
  }

  @Test
  void aRootIsMetByItself() {
    assertEquals(0, verify("lab.example/plain", root("lab.example/plain")).exit());
    assertEquals(1, verify("lab.example/plain", root("lab.example/rsa-root")).exit());
    assertEquals(0, verify("lab.example/plain", root("lab.example/rsa-root"), root("lab.example/plain")).exit());
  }

  @Test
  void aCertificateIsMetByTheRootThatHasIt() {
    assertEquals(0, verify("lab.example/plain", certificate("lab.example/plain")).exit());
    assertEquals("Unpinned", verify("lab.example/plain", OTHER).only().get("rejection").get("type").text());
    assertEquals(0, verify("lab.example/plain", OTHER, certificate("lab.example/plain")).exit());
  }

  @ParameterizedTest
  @CsvSource({
    "lab.example/ca-chain, pin-ca.crt, 0", "lab.example/ca-chain, pin-inter.crt, 0", "lab.example/ca-chain, pin-both.crt, 0",
    "lab.example/ca-leaf, pin-inter.crt, 0", "lab.example/ca-leaf, pin-ca.crt, 1", "lab.example/ca-chain, other-ca.crt, 1",
    "lab.example/ca-codesign, pin-both.crt, 0"})
  void anAuthorityIsMetByWhatItIssued(String gun, String file, int exit) {
    assertEquals(exit, verify(gun, authority(file)).exit());
  }
}
