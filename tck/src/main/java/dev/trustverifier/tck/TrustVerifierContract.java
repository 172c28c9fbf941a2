package dev.trustverifier.tck;

import dev.trustverifier.TrustVerifier;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.repository.SimulatedSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every {@link TrustVerifier} must answer. Implement {@link #verifier} and {@link #capabilities} in a test class;
 * the whole catalogue of {@link Tampering} is inherited, as one test for each {@link Case}.
 *
 * <p>Each case is put to a verifier that has been asked before, and to one that has just started with the same memory.
 * A verdict that trusts must name files that the source gave, with their versions and expiries (the root aside, which
 * may be a pinned one), and keys that signed them. When either has refused an image, more is asked of it than the right
 * answer:
 *
 * <ul>
 *   <li>The memory is what it was, unless the collection is sound and only the image is refused.
 *   <li>Each file was asked for a few times at most, with the limit that was listed for it, or that {@link #bounds}
 *       says.
 *   <li>Nothing was asked for that could not change the answer: no file beyond a timestamp or a snapshot that is
 *       refused, and nothing at all after a root that is. To look for a newer root is always right, and with one
 *       everything may begin anew. Once a snapshot is proven, all that it lists may be fetched at once.
 *   <li>Nothing is asked for afterwards, until it is asked again or closed; but what it was fetching of those listed
 *       files may still be on its way. After trust it may ask as it likes, to be up to date.
 *   <li>The next honest update is trusted, by the verifier that has refused, not by a new one alone.
 * </ul>
 */
@ExtendWith(ContractReport.class)
public interface TrustVerifierContract {

  /**
   * Makes a verifier under test. How old its answers may be is said by the rules of its policy: mostly that it asks
   * its source every time. It must wait for nobody longer than its deadline.
   *
   * @param ingredients what to make it of
   * @return a verifier; the contract closes it
   * @throws Exception if that is not possible; the test then fails, unless the case needs a capability that is not
   *     declared
   */
  TrustVerifier verifier(Ingredients ingredients) throws Exception;

  /**
   * What the verifier can do. What it does not declare it must refuse.
   *
   * @return its capabilities
   */
  Set<Capability> capabilities();

  /**
   * The cases that the verifier is known to answer wrongly. Default: none.
   *
   * @return deviations; each of their cases must still deviate
   */
  default List<KnownDeviation> knownDeviations() {
    return List.of();
  }

  /**
   * Whether refusals say by which rule, and whose file is to blame. Default: they do, and are judged by it. Say no for
   * a wrapper around a program that has no such words: then any refusal will do where one is due, and the report shows
   * less.
   *
   * @return whether reasons are judged
   */
  default boolean givesReasons() {
    return true;
  }

  /**
   * The most that the verifiers made by {@link #verifier} take. Default: {@link Bounds#usual()}.
   *
   * @return the bounds
   */
  default Bounds bounds() {
    return Bounds.usual();
  }

  /**
   * Makes an empty memory for one case. Default: one in the process.
   *
   * @return a memory; the contract closes it if it is {@link AutoCloseable}
   * @throws Exception if that is not possible; the test then fails
   */
  default TrustMemory memory() throws Exception {
    return new PlainMemory();
  }

  /**
   * How a verifier reaches what is served. Default: directly. Override it to put a network, or a folder, in between;
   * whatever it is, every question must reach the server, which keeps the log of requests and may fail on request.
   *
   * @param server what is served at any time
   * @return a source; the contract closes it after the case
   * @throws Exception if that is not possible; the test then fails
   */
  default MetadataSource offer(SimulatedSource server) throws Exception {
    return server;
  }

  /**
   * When every case begins. Default: some day in 2026. For verifiers that have no other clock than the system's it may
   * be the present; cases in which time passes then deviate.
   *
   * @return the instant
   */
  default Instant start() {
    return Instant.parse("2026-11-22T12:00:00Z");
  }

  /**
   * Where the report is written when all cases are played: {@code conformance.md} and {@code conformance.json}.
   * Default: {@code target/trustverifier-conformance} and the name of the test class.
   *
   * @return a folder, which need not exist
   */
  default Path report() {
    return Path.of("target", "trustverifier-conformance", getClass().getSimpleName());
  }

  /**
   * Every case of the catalogue, then the report.
   *
   * @return a container for each kind of tampering, and a test for each case
   */
  @TestFactory
  @Execution(ExecutionMode.SAME_THREAD)
  default Stream<DynamicNode> answersEveryCaseOfTheCatalogue() {
    return new Trials(this).nodes();
  }

  /**
   * Once the deadline has passed nobody knows, whatever is remembered.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void doesNotKnowOnceTheDeadlineHasPassed() throws Exception {
    new Manners(this).requireDoubtOnceTheDeadlineHasPassed();
  }

  /**
   * A source that hangs is given up by the deadline.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void waitsForNobodyLongerThanItsDeadline() throws Exception {
    new Manners(this).requireAnEndByTheDeadline();
  }

  /**
   * An interrupt ends the wait, and the thread stays interrupted.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void doesNotKnowWhenInterruptedAndStaysInterrupted() throws Exception {
    new Manners(this).requireDoubtWhenInterrupted();
  }

  /**
   * Of several images each has one answer, in the order in which they are given, with a deadline or without.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void answersForSeveralImagesInTheirOrder() throws Exception {
    new Manners(this).requireAnAnswerForEachImage();
  }

  /**
   * What is refused is refused whether it is asked for alone or among several, with a deadline or without.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void refusesHoweverItIsAsked() throws Exception {
    new Manners(this).requireRefusalHoweverItIsAsked();
  }

  /**
   * Threads that ask at once get each its own answer.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void answersSeveralThreadsAtOnce() throws Exception {
    new Manners(this).requireEachThreadItsOwnAnswer();
  }

  /**
   * A closed verifier answers nothing, has closed its source, and closing twice is closing once.
   *
   * @throws Exception if the verifier cannot be made
   */
  @Test
  default void answersNothingOnceItIsClosed() throws Exception {
    new Manners(this).requireNoAnswerOnceItIsClosed();
  }
}
