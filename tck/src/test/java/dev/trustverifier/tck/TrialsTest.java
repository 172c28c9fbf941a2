package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What capabilities and deviations lead to, for a verifier that never knows. */
class TrialsTest {
  private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);
  private static final String HONEST = "signed-by-ed25519";
  private static final String TWIN = "image-without-a-rule";

  @TempDir private Path folder;

  @Test
  void failsWhoRefusesWhatIsHonest() {
    AssertionError fault = assertThrows(AssertionError.class, () -> play(HONEST, doubter(ALL)));
    List<String> lines = fault.getMessage().lines().toList();
    assertEquals("signed-by-ed25519 breaks threshold-met (files that nobody entitled signed)", lines.get(0));
    assertTrue(fault.getMessage().contains("\nexpected  trusted for sha256:"), fault.getMessage());
    assertTrue(fault.getMessage().contains("\nanswered  undecided: who knows [internal]"), fault.getMessage());
    assertTrue(fault.getMessage().contains("served root.json (1), snapshot.json (1)"), fault.getMessage());
    assertTrue(lines.get(lines.size() - 1).endsWith("/specification/v1.0.34/#file-formats-root"), fault.getMessage());
  }

  @Test
  void isContentWithARefusalWhereTheCapabilityIsNotDeclared() throws Throwable {
    play(HONEST, doubter(Set.of()));
  }

  @Test
  void failsWhoRefusesForNoReason() {
    assertThrows(AssertionError.class, () -> play(TWIN, doubter(ALL)));
  }

  @Test
  void acceptsADeviationThatIsDeclared() throws Throwable {
    play(TWIN, doubter(ALL, new KnownDeviation(SpecRule.POLICY_COVERS, Set.of(TWIN), "it never knows")));
  }

  @Test
  void failsADeviationThatDeviatesNoMore() {
    KnownDeviation outdated = new KnownDeviation(SpecRule.THRESHOLD_MET, Set.of(HONEST), "no Ed25519 yet");
    AssertionError fault =
        assertThrows(AssertionError.class, () -> play(HONEST, doubter(Set.of(), outdated)));
    assertTrue(fault.getMessage().contains("deviates no more"), fault.getMessage());
  }

  @Test
  void takesNoCrashForADeviation() {
    KnownDeviation known = new KnownDeviation(SpecRule.POLICY_COVERS, Set.of(TWIN), "it never knows");
    Doubter crashing = new Doubter(folder, ALL, List.of(known)) {
      @Override
      public Verdict verify(ImageReference image) {
        throw new UnsupportedOperationException("out of order");
      }
    };
    AssertionError fault = assertThrows(AssertionError.class, () -> play(TWIN, crashing));
    assertTrue(fault.getMessage().contains("this one threw"), fault.getMessage());
  }

  @Test
  void knowsNoDeviationButOfCasesThatCiteTheRule() {
    Set<String> misspelled = Set.of(HONEST, "signed-by-ed25591");
    assertThrows(IllegalArgumentException.class, () -> new KnownDeviation(SpecRule.THRESHOLD_MET, Set.of(), "any"));
    assertThrows(
        IllegalArgumentException.class, () -> new KnownDeviation(SpecRule.THRESHOLD_MET, misspelled, "no Ed25519"));
    assertThrows(
        IllegalArgumentException.class, () -> new KnownDeviation(SpecRule.POLICY_COVERS, Set.of(HONEST), "another"));
  }

  @Test
  void writesWhatCameOfTheCases() throws Throwable {
    Map<String, DynamicTest> tests = tests(doubter(Set.of()));
    tests.get(HONEST).getExecutable().execute();
    assertThrows(AssertionError.class, tests.get(TWIN).getExecutable()::execute);
    tests.get("report").getExecutable().execute();
    String markdown = Files.readString(folder.resolve("conformance.md"));
    assertTrue(markdown.contains("1 of 2 cases about 2 rules, 1 by refusing what is not supported"), markdown);
    assertTrue(markdown.contains("| threshold-met | signed-by-ed25519: "), markdown);
    String json = Files.readString(folder.resolve("conformance.json"));
    assertTrue(
        json.contains("{\"rule\":\"policy-covers\",\"case\":\"image-without-a-rule\",\"result\":\"failed\"}"), json);
  }

  private Doubter doubter(Set<Capability> capabilities, KnownDeviation... deviations) {
    return new Doubter(folder, capabilities, List.of(deviations));
  }

  private void play(String name, TrustVerifierContract contract) throws Throwable {
    tests(contract).get(name).getExecutable().execute();
  }

  private static Map<String, DynamicTest> tests(TrustVerifierContract contract) {
    return contract.answersEveryCaseOfTheCatalogue().flatMap(TrialsTest::flat)
        .collect(Collectors.toMap(test -> test.getDisplayName().replaceFirst(" \\[.*", ""), t -> t));
  }

  private static Stream<DynamicTest> flat(DynamicNode node) {
    return node instanceof DynamicContainer container
        ? container.getChildren().flatMap(TrialsTest::flat)
        : Stream.of((DynamicTest) node);
  }

  /** Declares, and never knows. */
  private static class Doubter implements TrustVerifierContract, TrustVerifier {
    private final Path folder;
    private final Set<Capability> capabilities;
    private final List<KnownDeviation> deviations;

    private Doubter(Path folder, Set<Capability> capabilities, List<KnownDeviation> deviations) {
      this.folder = folder;
      this.capabilities = capabilities;
      this.deviations = deviations;
    }

    @Override
    public TrustVerifier verifier(Ingredients ingredients) {
      return this;
    }

    @Override
    public Set<Capability> capabilities() {
      return capabilities;
    }

    @Override
    public List<KnownDeviation> knownDeviations() {
      return deviations;
    }

    @Override
    public Path report() {
      return folder;
    }

    @Override
    public Verdict verify(ImageReference image) {
      return new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, "who knows"));
    }

    @Override
    public Verdict verify(ImageReference image, Deadline deadline) {
      return verify(image);
    }

    @Override
    public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images) {
      return Map.of();
    }

    @Override
    public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
      return Map.of();
    }

    @Override
    public void close() {}
  }
}
