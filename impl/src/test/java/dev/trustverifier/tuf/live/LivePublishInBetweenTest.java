package dev.trustverifier.tuf.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Digest;
import dev.trustverifier.Verdict;
import dev.trustverifier.policy.TrustPin;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The publisher is at work between two of our requests: we see the state before or the one after, and nothing else. */
@ExtendWith(OnLiveNotary.class)
class LivePublishInBetweenTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);
  private static final Set<Digest> EITHER = Set.of(Digest.sha256(OLD), Digest.sha256(NEW));

  /** What the publisher does. */
  enum Work {
    NEW_CONTENT(publisher -> {}),
    ROOT_ROTATED(Publisher::rotateRoot),
    SNAPSHOT_TO_SERVER(Publisher::rotateSnapshotToServer),
    TARGETS_ROTATED(Publisher::rotateTargets),
    TIMESTAMP_ROTATED(Publisher::rotateTimestamp),
    EVERYTHING(p -> p.rotateRoot().rotateTimestamp().rotateSnapshotToServer().rotateTargets().rotateRoot());

    private final Consumer<Publisher> rotation;

    Work(Consumer<Publisher> rotation) {
      this.rotation = rotation;
    }

    void by(Publisher publisher) {
      rotation.accept(publisher);
      publisher.publish("v1", NEW);
    }
  }

  private static Stream<Arguments> each(Set<Work> works, List<String> files) {
    return works.stream().flatMap(work -> files.stream().map(file -> Arguments.of(work, file)));
  }

  static Stream<Arguments> worksAtFirstUse() {
    return each(EnumSet.allOf(Work.class), List.of("root.json", "timestamp.json", "snapshot.H.json", "targets.H.json"));
  }

  static Stream<Arguments> worksLater() {
    return each(EnumSet.allOf(Work.class), List.of("timestamp.json", "snapshot.H.json", "targets.H.json"));
  }

  static Stream<Arguments> worksDuringARotation() {
    return each(
        EnumSet.of(Work.ROOT_ROTATED, Work.TIMESTAMP_ROTATED, Work.EVERYTHING),
        List.of("timestamp.json", "snapshot.H.json", "2.root.json", "3.root.json", "root.json"));
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("worksAtFirstUse")
  void atFirstUse(Work work, String file, LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);

    requireEither(Reader.onFirstUse(), publisher, new RecordingSource(notary.source()), work, file);
    requireNew(Reader.onFirstUse(), publisher, notary);
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("worksLater")
  void fromAMemory(Work work, String file, LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();

    requireEither(reader, publisher, new RecordingSource(notary.source()), work, file);
    requireNew(reader, publisher, notary);
  }

  @ParameterizedTest(name = "{0} after {1}")
  @MethodSource("worksDuringARotation")
  void whileARotationIsFollowed(Work work, String file, LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.with(TrustPin.root(publisher.root()));
    reader.verify(notary.source(), publisher.image("v1")).orElseThrow();
    publisher.rotateRoot();

    requireEither(reader, publisher, new RecordingSource(notary.source()), work, file);
    requireNew(reader, publisher, notary);
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void betweenEveryTwoQuestions(Work work, LiveNotary notary) {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader reader = Reader.onFirstUse();
    try (var verifier = reader.verifier(notary.source())) {
      for (int i = 0; i < 2; i++) {
        verifier.verify(publisher.image("v1")).orElseThrow();
        work.by(publisher);
        assertEquals(Digest.sha256(NEW), verifier.verify(publisher.image("v1")).orElseThrow().digest());
      }
    }
  }

  @Test
  void neverWaversWhileThePublisherIsBusy(LiveNotary notary) throws Exception {
    Publisher publisher = notary.publisher().init().publish("v1", OLD);
    Reader regular = Reader.onFirstUse();
    CompletableFuture<Void> busy =
        CompletableFuture.runAsync(
            () -> Stream.of(Work.values()).forEach(work -> work.by(publisher)));
    try (var verifier = regular.verifier(notary.source())) {
      do {
        requireEither(verifier.verify(publisher.image("v1")));
        requireEither(regular.verify(notary.source(), publisher.image("v1")));
        requireEither(Reader.onFirstUse().verify(notary.source(), publisher.image("v1")));
      } while (!busy.isDone());
    }
    busy.get();
    requireNew(regular, publisher, notary);
  }

  private static void requireEither(Verdict verdict) {
    assertTrue(EITHER.contains(verdict.orElseThrow().digest()), verdict::message);
  }

  private static void requireEither(
      Reader reader, Publisher publisher, RecordingSource source, Work work, String file) {
    source.after(file, () -> work.by(publisher));
    Verdict verdict = reader.verify(source, publisher.image("v1"));
    List<String> requests = source.requests();
    assertTrue(source.isDone(), () -> "never asked for " + file + ": " + requests);
    requireEither(verdict);
  }

  private static void requireNew(Reader reader, Publisher publisher, LiveNotary notary) {
    Verdict verdict = reader.verify(notary.source(), publisher.image("v1"));
    assertEquals(Digest.sha256(NEW), verdict.orElseThrow().digest());
  }
}
