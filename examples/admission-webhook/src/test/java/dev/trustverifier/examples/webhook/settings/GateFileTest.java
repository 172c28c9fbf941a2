package dev.trustverifier.examples.webhook.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateFileTest {
  private static final String RULES =
      "rules:\n  - {images: a.example/*, exempt: why}\nsources:\n  - {images: '**', notary: 'http://127.0.0.1:1'}\n";

  @TempDir private Path folder;

  private GateFile read(String yaml) throws IOException {
    return GateFile.read(Files.writeString(folder.resolve("policy.yaml"), yaml));
  }

  @Test
  void isStrictWhereNothingIsSaid() throws IOException {
    GateFile file = read(RULES);
    assertEquals(Settings.STRICT, file.everywhere().settings());
    assertEquals(file.everywhere(), file.scope("any"));
    assertFalse(file.trustsOnFirstUse());
  }

  @Test
  void treatsANamespaceByItsNameElseByItsLongestBeginning() throws IOException {
    GateFile file = read(RULES + """
        webhook:
          onUndecided: error
          requireDigest: true
          breakGlass: {annotation: a/b}
          namespaces:
            - {names: [t*], mode: "off"}
            - {names: [team-a, x], mode: warn, requireDigest: false, ownerApproval: true}
            - {names: [team-*], onUndecided: deny}
        """);
    assertEquals(Mode.WARN, file.scope("team-a").settings().mode());
    assertEquals(Set.of(Demand.OWNER_APPROVAL), file.scope("team-a").settings().demands());
    assertEquals(OnUndecided.ERROR, file.scope("team-a").settings().onUndecided());
    assertEquals(OnUndecided.DENY, file.scope("team-b").settings().onUndecided());
    assertEquals(Set.of(Demand.REQUIRE_DIGEST), file.scope("team-b").settings().demands());
    assertEquals(Mode.OFF, file.scope("test").settings().mode());
    assertEquals(Mode.ENFORCE, file.scope("other").settings().mode());
    assertEquals(Optional.of("a/b"), file.scope("test").settings().breakGlass());
  }

  @Test
  void findsFirstUseInANamespaceToo() throws IOException {
    assertTrue(read(RULES + """
        webhook:
          namespaces:
            - names: [n]
              rules: [{images: b.example/*, pins: trust-on-first-use}]
        """).trustsOnFirstUse());
  }

  @Test
  void knowsEveryFileThatItRestsOn() throws IOException {
    IllegalArgumentException missing =
        assertThrows(
            IllegalArgumentException.class,
            () -> read(RULES + "  - {images: c.example/*, notary: 'https://n', ca: ca.pem}\n"));
    assertTrue(missing.getMessage().contains("no such file"), missing.getMessage());
    assertEquals(Set.of(folder.resolve("policy.yaml")), read(RULES).files());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
    "webhook: {mode: strict}                        | line 5 column 11: webhook.mode is none of [enforce, warn, off]",
    "webhook: {mod: warn}                           | line 5 column 11: webhook.mod is not known here",
    "webhook: {mode: warn, mode: warn}              | given twice",
    "webhook: {requireDigest: 'true'}               | webhook.requireDigest is not true or false",
    "webhook: {namespaces: {a: b}}                  | webhook.namespaces is not a list",
    "webhook: {namespaces: [{mode: warn}]}          | webhook.namespaces[0] has no names",
    "webhook: {namespaces: [{names: ['*']}]}        | webhook.namespaces[0].names[0] is not the name of a namespace",
    "webhook: {namespaces: [{names: [a]}, {names: [a]}]} | names a namespace twice",
    "webhook: {breakGlass: {annotation: 'a b'}}     | webhook.breakGlass.annotation is not the name of an annotation",
    "webhook: {namespaces: [{names: [a], rules: [{images: x, deny: y}]}]}"
        + " | line 5 column 46: webhook.namespaces[0].rules[0].images",
    "webhok: {}                                     | line 5 column 1: webhok",
    "? [a]                                          | a name has to be a text"})
  void refusesWhatItDoesNotUnderstandWithItsPlace(String section, String expected) {
    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> read(RULES + section + "\n"));
    assertTrue(fault.getMessage().contains(expected), fault.getMessage());
    assertTrue(fault.getMessage().startsWith(folder.resolve("policy.yaml") + ": "), fault.getMessage());
    assertEquals(1, fault.getMessage().lines().count());
  }

  @Test
  void wantsSourcesToAsk() {
    IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> read("rules: []\n"));
    assertTrue(fault.getMessage().contains("sources are missing"), fault.getMessage());
  }
}
