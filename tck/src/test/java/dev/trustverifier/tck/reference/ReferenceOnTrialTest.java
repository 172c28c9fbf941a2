package dev.trustverifier.tck.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.TrustVerifier;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.Bounds;
import dev.trustverifier.tck.Capability;
import dev.trustverifier.tck.Case;
import dev.trustverifier.tck.Ingredients;
import dev.trustverifier.tck.KnownDeviation;
import dev.trustverifier.tck.Tampering;
import dev.trustverifier.tck.TrustVerifierContract;
import dev.trustverifier.tck.repository.SimulatedSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The real notary client plays the whole catalogue; skipped where there is none. What it answers is written down, and
 * every answer that is not the right one is a known deviation. Where that changes, the table as it would have to be is
 * found beside the report. Played on one JDK: the client is the same on all of them.
 */
@EnabledForJreRange(max = JRE.JAVA_24)
class ReferenceOnTrialTest implements TrustVerifierContract {
  private final Instant start = Clock.systemUTC().instant();
  private final Map<String, Case> catalogue =
      Tampering.catalogue().stream().collect(Collectors.toMap(Case::name, Function.identity()));
  private final Map<String, String> answers = new HashMap<>();
  @TempDir private Path folder;
  private Testimony testimony = new Testimony();

  @BeforeEach
  void findTheClient() {
    NotaryClient.require();
  }

  @Override
  public TrustVerifier verifier(Ingredients given) {
    return new ReferenceVerifier(given, testimony);
  }

  /** Those about freshness are claimed for it, so that what it does instead is written down. */
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(
        Capability.ROOT_PINS, Capability.SIGNERS, Capability.MIRRORS, Capability.EXEMPTIONS,
        Capability.DIGEST_REFERENCES));
  }

  @Override
  public boolean givesReasons() {
    return false;
  }

  /** The client knows none, and so small ones show that as well as large ones. */
  @Override
  public Bounds bounds() {
    return new Bounds(1 << 20, 2 << 20, 8, 16, 256, 128);
  }

  @Override
  public Instant start() {
    return start;
  }

  /** Every case begins here. */
  @Override
  public MetadataSource offer(SimulatedSource server) {
    testimony = new Testimony();
    return server;
  }

  @Override
  public TrustMemory memory() throws IOException {
    return new FolderMemory(Files.createTempDirectory(folder, "home"));
  }

  @Override
  public List<KnownDeviation> knownDeviations() {
    try {
      return TrialTable.recorded().deviations();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  public Stream<DynamicNode> answersEveryCaseOfTheCatalogue() {
    return Stream.concat(
        TrustVerifierContract.super.answersEveryCaseOfTheCatalogue().map(this::heard),
        Stream.of(DynamicTest.dynamicTest("as it is written down", this::compare)));
  }

  private DynamicNode heard(DynamicNode kind) {
    return kind instanceof DynamicContainer container
        ? DynamicContainer.dynamicContainer(kind.getDisplayName(), container.getChildren().map(this::heardCase))
        : kind;
  }

  private DynamicNode heardCase(DynamicNode node) {
    Executable play = ((DynamicTest) node).getExecutable();
    Case played = catalogue.get(node.getDisplayName().split(" ")[0]);
    return DynamicTest.dynamicTest(node.getDisplayName(), () -> {
      try {
        play.execute();
      } finally {
        answers.put(played.name(), testimony.words(Testimony.word(played)));
      }
    });
  }

  private void compare() throws IOException {
    String heard = TrialTable.recorded().with(answers).text();
    Files.createDirectories(report());
    Path fresh = Files.writeString(report().resolve(TrialTable.RECORDED.getFileName()), heard);
    assertEquals(Files.readString(TrialTable.RECORDED), heard, "compare with " + fresh);
  }
}
