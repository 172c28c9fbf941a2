package dev.trustverifier.tck.judge;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.TrustVerifier;
import dev.trustverifier.Verdict;
import dev.trustverifier.memory.Floor;
import dev.trustverifier.memory.Kept;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.memory.Recalled;
import dev.trustverifier.memory.Remembered;
import dev.trustverifier.memory.TrustMemory;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.Ingredients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Verifiers that have every check of the rule book, and are wrong all the same. */
enum WrongVerifier {
  COUNTS_SIGNATURES(by(Vice.COUNTS_SIGNATURES), "duplicate-signature-of-targets", "answered  trusted"),
  COUNTS_KEY_IDS(by(Vice.COUNTS_KEY_IDS), "one-key-in-two-guises", "answered  trusted"),
  KEEPS_A_REJECTED_TIMESTAMP(by(Vice.KEEPS_A_REJECTED_TIMESTAMP), "changed-snapshot", "the memory to be as it was"),
  KNOWS_DELEGATIONS_BY_NAME(
      by(Vice.KNOWS_DELEGATIONS_BY_NAME), "role-inherited-by-another-delegator", "answered  trusted"),
  FALLS_BACK_TO_TARGETS(
      by(Vice.FALLS_BACK_TO_TARGETS), "expired-releases-are-no-reason-to-look-elsewhere", "answered  trusted"),
  GOES_ON_WITHOUT_ITS_MEMORY(
      WrongVerifier::forgetting, "memory-unreadable-during-a-rollback", "answered  trusted"),
  LOSES_WHAT_IT_PROVED(WrongVerifier::forgetting, "memory-that-cannot-keep", "answered  trusted"),
  TAKES_FORBIDDEN_FOR_ABSENT(
      WrongVerifier::blind, "blocked-as-forbidden",
      "answered  rejected as Vanished by collection-stays"),
  TAKES_AN_OUTAGE_FOR_A_REFUSAL(
      answering(WrongVerifier::refusedIfUndecided), "blocked-as-server-error", "answered  rejected as Missing"),
  ADMITS_WHERE_NOBODY_CAN_BE_ASKED(
      answering(WrongVerifier::exemptIfUndecided), "blocked-at-first-use", "answered  exempt"),
  NEVER_RECHECKS(by(Vice.NEVER_RECHECKS), "collection-deleted-within-the-time", "answered  trusted"),
  OUTLIVES_EXPIRIES(by(Vice.OUTLIVES_EXPIRIES), "expiry-within-the-time", "answered  trusted"),
  OUTLIVES_AUTHORITIES(by(Vice.OUTLIVES_EXPIRIES), "authority-that-ends-within-the-time", "answered  trusted"),
  RIDES_OUT_PAST_AN_EXPIRY(by(Vice.OUTLIVES_EXPIRIES), "outage-ridden-out-past-an-expiry", "answered  trusted"),
  RIDES_OUT_UNASKED(by(Vice.RIDES_OUT_ANY_OUTAGE), "outage-after-the-time", "answered  trusted"),
  RIDES_OUT_FOR_EVER(by(Vice.RIDES_OUT_ANY_OUTAGE), "outage-ridden-out-for-too-long", "answered  trusted"),
  RIDES_OUT_REFUSALS(by(Vice.RIDES_OUT_REFUSALS), "old-state-is-no-outage", "answered  trusted"),
  HIDES_CAVEATS(answering(Retold.as(Retold::withoutCaveats)), "outage-ridden-out", "with Outdated["),
  HIDES_FORMER_DIGESTS(answering(Retold.as(Retold::withoutCaveats)), "former-digest", "with FormerDigest["),
  ASKS_WITHIN_THE_TIME(WrongVerifier::askingOn, "answer-within-its-time", "expected  nobody to be asked"),
  ADMITS_ANY_DIGEST(by(Vice.ADMITS_ANY_DIGEST), "digest-that-was-never-trusted", "answered  trusted"),
  ADMITS_FORMER_DIGESTS_UNASKED(
      by(Vice.ADMITS_FORMER_DIGESTS_UNASKED), "former-digest-by-another-rule", "answered  trusted"),
  ADMITS_FORMER_DIGESTS_FOR_EVER(
      by(Vice.ADMITS_FORMER_DIGESTS_FOR_EVER), "former-digest-after-its-time", "answered  trusted"),
  ADMITS_FORMER_DIGESTS_BY_ANY_TAG(
      by(Vice.ADMITS_FORMER_DIGESTS_BY_ANY_TAG), "former-digest-of-another-tag", "answered  trusted"),
  ADMITS_REMOVED_TAGS(
      by(Vice.ADMITS_FORMER_DIGESTS_BY_ANY_TAG), "former-digest-of-a-removed-tag", "answered  trusted"),
  ADMITS_FORMER_DIGESTS_OF_THIEVES(
      by(Vice.ADMITS_FORMER_DIGESTS_OF_THIEVES), "former-digest-by-keys-taken-away", "answered  trusted"),
  MIXES_UP_COLLECTIONS(by(Vice.MIXES_UP_COLLECTIONS), "former-digest-of-another-collection", "answered  trusted"),
  ANSWERS_FROM_BEFORE(WrongVerifier::rememberingVerdicts, "collection-deleted", "answered  trusted"),
  WRITES_ON_FAILURE(WrongVerifier::writingOnFailure, "old-state-replayed", "the memory to be as it was"),
  ASKS_ON_AFTER_THE_VERDICT(
      WrongVerifier::askingOn, "image-denied", "expected  nobody to be asked"),
  ASKS_ON_IN_THE_BACKGROUND(
      WrongVerifier::askingInTheBackground, "old-state-replayed", "nothing to be asked for after its verdict"),
  TELLS_OF_ANOTHER_IMAGE(
      answering(Retold.as(Retold::ofAnother)),
      "same-state-again", "v9 of 1024 bytes by targets"),
  TELLS_ANOTHER_LENGTH(
      answering(Retold.as(Retold::longer)), "same-state-again", "of 1025 bytes"),
  TELLS_ANOTHER_ROLE(
      answering(Retold.as(Retold::byReleases)), "same-state-again", "bytes by targets/releases"),
  TELLS_NO_CHAIN(
      answering(Retold.as(Retold::byTheRootAlone)), "same-state-again", "proven by [root]"),
  TELLS_ANOTHER_VERSION(
      answering(Retold.as(Retold::ofALaterVersion)), "same-state-again", "by a timestamp of version 2 that"),
  TELLS_ANOTHER_EXPIRY(
      answering(Retold.as(Retold::lasting)), "same-state-again", "by a timestamp of version 1 that expires at"),
  TELLS_ANOTHER_KEY(
      answering(Retold.as(Retold::byAnotherKey)), "same-state-again", "trusted, by 0000000000"),
  ASKS_WITHOUT_A_LIMIT(
      Greedy.withoutALimit(), "old-state-replayed", "asked     for timestamp.json with a limit of"),
  ASKS_FOR_MORE_THAN_IS_LISTED(
      Greedy.beyondWhatIsListed(), "tag-that-nobody-signed", "was listed"),
  ASKS_TIME_AND_AGAIN(Greedy.timeAndAgain(), "old-state-replayed", "for timestamp.json 17 times"),
  WRITES_FOR_ANOTHER_COLLECTION(
      WrongVerifier::writingElsewhere, "old-state-replayed", "the memory to be as it was"),
  ASKS_AHEAD(WrongVerifier::askingAhead, "frozen-until-the-timestamp-expires", "asked for beyond timestamp"),
  STAYS_OFFENDED(WrongVerifier::offended, "old-state-replayed", "for registry.example/team/app:next after the refusal"),
  IGNORES_THE_DEADLINE(
      WrongVerifier::patient, "doesNotKnowOnceTheDeadlineHasPassed", "the deadline had passed, and so"),
  WAITS_ON(WrongVerifier::patient, "waitsForNobodyLongerThanItsDeadline", "and this one was waited for"),
  ADMITS_AMONG_SEVERAL(Careless::amongSeveral, "refusesHoweverItIsAsked",
      "by verifyAll with a deadline the verdict must be rejected"),
  ADMITS_WITHOUT_A_DEADLINE(Careless::amongSeveralWithoutADeadline, "refusesHoweverItIsAsked",
      "by verifyAll without a deadline the verdict must be rejected"),
  ADMITS_IN_HASTE(Careless::withoutADeadline, "refusesHoweverItIsAsked",
      "by verify without a deadline the verdict must be rejected"),
  MIXES_UP_THREADS(Careless::absentMinded, "answersSeveralThreadsAtOnce", "an honest image must be trusted"),
  LEAVES_ITS_SOURCE_OPEN(Greedy.leavingOpen(), "answersNothingOnceItIsClosed", "this one left it open"),
  CLEARS_THE_INTERRUPT(answering(WrongVerifier::uninterrupted), "doesNotKnowWhenInterruptedAndStaysInterrupted",
      "this verifier cleared it"),
  ANSWERS_IN_NO_ORDER(WrongVerifier::unordered, "answersForSeveralImagesInTheirOrder", "each image has one answer"),
  GOES_ON_WHEN_CLOSED(WrongVerifier::open, "answersNothingOnceItIsClosed", "a closed verifier must not answer"),
  SAYS_NOTHING(answering(verdict -> verdict instanceof Verdict.Rejected ? null : verdict), "no-such-collection",
      "returned null"),
  THROWS(answering(WrongVerifier::thrownIfRejected), "no-such-collection", "a verifier throws nothing");

  private static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);

  private final Function<Ingredients, TrustVerifier> maker;
  final String caughtBy;
  final String mustSay;

  WrongVerifier(Function<Ingredients, TrustVerifier> maker, String caughtBy, String mustSay) {
    this.maker = maker;
    this.caughtBy = caughtBy;
    this.mustSay = mustSay;
  }

  TrustVerifier of(Ingredients ingredients) {
    return maker.apply(ingredients);
  }

  private static TrustVerifier right(Ingredients ingredients) {
    return new PlainVerifier(Conduct.right(), ingredients);
  }

  private static Function<Ingredients, TrustVerifier> by(Vice vice) {
    return ingredients -> new PlainVerifier(Conduct.with(vice), ingredients);
  }

  private static Function<Ingredients, TrustVerifier> answering(UnaryOperator<Verdict> translation) {
    return ingredients -> Meddler.of(right(ingredients),
        (right, image, deadline) -> translation.apply(right.verify(image, deadline)));
  }

  private static Verdict refusedIfUndecided(Verdict verdict) {
    Rejection missing = new Rejection.Missing(
        SpecRule.COLLECTION_EXISTS, Optional.of(RoleName.TIMESTAMP), "timestamp.json", "there is no trust data");
    return verdict instanceof Verdict.Undecided ? new Verdict.Rejected(missing) : verdict;
  }

  private static Verdict exemptIfUndecided(Verdict verdict) {
    return verdict instanceof Verdict.Undecided ? new Verdict.Exempt("nobody could be asked", "any") : verdict;
  }

  private static Verdict thrownIfRejected(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected) {
      throw new IllegalStateException(verdict.message());
    }
    return verdict;
  }

  /** Once it has refused, it refuses everything. */
  private static TrustVerifier offended(Ingredients with) {
    List<Verdict> refusals = new ArrayList<>();
    return Meddler.of(right(with), (right, image, deadline) -> {
      Verdict verdict = refusals.isEmpty() ? right.verify(image, deadline) : refusals.get(0);
      if (verdict instanceof Verdict.Rejected) {
        refusals.add(verdict);
      }
      return verdict;
    });
  }

  private static TrustVerifier rememberingVerdicts(Ingredients ingredients) {
    Map<ImageReference, Verdict> before = new HashMap<>();
    return Meddler.of(right(ingredients), (right, image, deadline) ->
        before.computeIfAbsent(image, unknown -> right.verify(unknown, deadline)));
  }

  private static TrustVerifier patient(Ingredients ingredients) {
    return Meddler.of(right(ingredients), (right, image, deadline) -> right.verify(image));
  }

  private static Verdict uninterrupted(Verdict verdict) {
    Thread.interrupted();
    return verdict;
  }

  private static TrustVerifier unordered(Ingredients ingredients) {
    return new Meddler(right(ingredients)) {
      @Override
      public Map<ImageReference, Verdict> verifyAll(Collection<ImageReference> images, Deadline deadline) {
        Map<ImageReference, Verdict> ordered = new TreeMap<>(Comparator.comparing(ImageReference::toString));
        ordered.putAll(super.verifyAll(images, deadline));
        return ordered;
      }
    };
  }

  private static TrustVerifier open(Ingredients ingredients) {
    return new Meddler(right(ingredients)) {
      @Override
      public void close() {}
    };
  }

  private static TrustVerifier askingOn(Ingredients with) {
    return Meddler.of(right(with), (right, image, deadline) -> {
      Verdict verdict = right.verify(image, deadline);
      with.source().fetch(image.gun(), TIMESTAMP, 1, deadline);
      return verdict;
    });
  }

  /** Asks once more when it has answered, and has done so when it is closed. */
  private static TrustVerifier askingInTheBackground(Ingredients with) {
    List<Runnable> left = new ArrayList<>();
    return new Meddler(right(with)) {
      @Override
      public Verdict verify(ImageReference image, Deadline deadline) {
        Verdict verdict = super.verify(image, deadline);
        left.add(() -> with.source().fetch(image.gun(), TIMESTAMP, 1, deadline));
        return verdict;
      }

      @Override
      public void close() {
        left.forEach(Runnable::run);
        super.close();
      }
    };
  }

  /** Keeps the timestamp's floor one higher than it was, whenever it refuses. */
  private static TrustVerifier writingOnFailure(Ingredients with) {
    return Meddler.of(right(with), (right, image, deadline) -> {
      Verdict verdict = right.verify(image, deadline);
      MemoryKey key = new MemoryKey(image.gun(), MemoryKey.Basis.FIRST_USE);
      if (verdict instanceof Verdict.Rejected && with.memory().recall(key, deadline) instanceof Recalled.Known known) {
        Map<RoleName, Floor> floors = new HashMap<>(known.remembered().floors());
        floors.computeIfPresent(RoleName.TIMESTAMP, (role, floor) -> new Floor(
            floor.since(), floor.version() + 1, floor.digest(), floor.signers(), floor.lastSeen()));
        Remembered next = new Remembered(known.remembered().root(), known.remembered().anchors(), floors);
        with.memory().replace(key, Optional.of(known.remembered()), next, deadline);
      }
      return verdict;
    });
  }

  private static TrustVerifier writingElsewhere(Ingredients with) {
    return Meddler.of(right(with), (right, image, deadline) -> {
      Verdict verdict = right.verify(image, deadline);
      MemoryKey other = new MemoryKey(new Gun(image.gun() + "/other"), MemoryKey.Basis.FIRST_USE);
      if (verdict instanceof Verdict.Rejected) {
        Remembered anything = new Remembered(new byte[0], Set.of(), Map.of());
        with.memory().replace(other, Optional.empty(), anything, deadline);
      }
      return verdict;
    });
  }

  private static TrustVerifier forgetting(Ingredients with) {
    return right(new Ingredients(with.source(), with.policy(), new Forgetting(with.memory()), with.clock()));
  }

  /** A memory that makes light of its faults. */
  private record Forgetting(TrustMemory right) implements TrustMemory {
    @Override
    public Recalled recall(MemoryKey key, Deadline deadline) {
      Recalled recalled = right.recall(key, deadline);
      return recalled instanceof Recalled.Unreadable ? new Recalled.Unknown() : recalled;
    }

    @Override
    public Kept replace(MemoryKey key, Optional<Remembered> expected, Remembered next, Deadline deadline) {
      boolean readable = !(right.recall(key, deadline) instanceof Recalled.Unreadable);
      Kept kept = readable ? right.replace(key, expected, next, deadline) : new Kept.Done();
      return kept instanceof Kept.Failed ? new Kept.Done() : kept;
    }
  }

  private static TrustVerifier askingAhead(Ingredients with) {
    return right(new Ingredients(new Hasty(with.source()), with.policy(), with.memory(), with.clock()));
  }

  /** A source that has the snapshot come with the timestamp. */
  private record Hasty(MetadataSource right) implements MetadataSource {
    @Override
    public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
      if (name.equals(TIMESTAMP)) {
        right.fetch(gun, new MetadataName.Current(RoleName.SNAPSHOT), limit, deadline);
      }
      return right.fetch(gun, name, limit, deadline);
    }

    @Override
    public String describe(Gun gun) {
      return right.describe(gun);
    }
  }

  private static TrustVerifier blind(Ingredients with) {
    return right(new Ingredients(new Blind(with.source()), with.policy(), with.memory(), with.clock()));
  }

  /** A source that takes 403 for 404. */
  private record Blind(MetadataSource right) implements MetadataSource {
    @Override
    public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
      Fetched answer = right.fetch(gun, name, limit, deadline);
      return answer instanceof Fetched.Failed failed && failed.outage().kind() == Outage.Kind.FORBIDDEN
          ? new Fetched.Absent()
          : answer;
    }

    @Override
    public String describe(Gun gun) {
      return right.describe(gun);
    }
  }
}
