package dev.trustverifier.examples.webhook.page;

import dev.trustverifier.Caveat;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.json.PlainLine;
import dev.trustverifier.examples.webhook.review.Decision;
import dev.trustverifier.examples.webhook.review.Reviewed;
import dev.trustverifier.examples.webhook.review.Subject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps what has been of late, to show it to people. Safe for use by several threads. */
public final class Journal implements Reviewed.Listener {
  private static final int MOST_REVIEWS = 50;
  private static final int MOST_OUTAGES = 20;
  private static final int MOST_COLLECTIONS = 12;
  private static final int LONGEST = 500;
  private static final Set<SpecRule> UNASKED = Set.of(SpecRule.POLICY_COVERS, SpecRule.POLICY_PERMITS);

  private final InstantSource clock;
  private final Deque<Entry> reviews = new ArrayDeque<>();
  private final Map<String, Failure> outages = new LinkedHashMap<>();
  private final Map<Gun, Place> collections = new LinkedHashMap<>(16, 0.75f, true);

  public Journal(InstantSource clock) {
    this.clock = clock;
  }

  /** A review, and when it ended; {@code more} says how many images are left out. */
  record Entry(Instant at, Subject subject, Decision decision, List<Line> images, int more) {}

  /** An image of a review, in short. */
  record Line(String word, String image, String message, List<String> caveats) {
    static Line of(Judged judged) {
      String message = judged.isAdmissible() ? "" : judged.verdict().message();
      List<String> caveats = judged.caveats().stream().map(caveat -> brief(caveat.message())).toList();
      return new Line(judged.word(), brief(judged.image()), brief(message), caveats);
    }
  }

  /** What could not be found out about an image, and when that was tried last. */
  record Failure(Instant at, String image, String message) {}

  /** A collection, and a namespace whose rules apply to it. */
  record Place(Gun gun, String namespace) {}

  @Override
  public synchronized void reviewed(Reviewed review) {
    Instant now = clock.instant();
    List<Line> lines = review.shown().stream().map(Line::of).toList();
    reviews.addFirst(new Entry(now, review.subject(), review.decision(), lines, review.unshown()));
    if (reviews.size() > MOST_REVIEWS) {
      reviews.removeLast();
    }
    for (Judged image : review.shown()) {
      note(image, review.subject().namespace(), now);
    }
  }

  private void note(Judged image, String namespace, Instant now) {
    if (image.verdict() instanceof Verdict.Undecided undecided) {
      failed(new Failure(now, brief(image.image()), brief(undecided.outage().message())));
    }
    for (Caveat caveat : image.caveats()) {
      if (caveat instanceof Caveat.Outdated outdated) {
        failed(new Failure(now, brief(image.image()), brief(outdated.message())));
      }
    }
    if (image.reference().isPresent() && isAsked(image.verdict())) {
      ImageReference reference = image.reference().get();
      collections.put(reference.gun(), new Place(reference.gun(), namespace));
      trim(collections, MOST_COLLECTIONS);
    }
  }

  private static String brief(String text) {
    return PlainLine.of(text, LONGEST);
  }

  private void failed(Failure failure) {
    outages.remove(failure.image());
    outages.put(failure.image(), failure);
    trim(outages, MOST_OUTAGES);
  }

  private static boolean isAsked(Verdict verdict) {
    return verdict instanceof Verdict.Trusted
        || verdict instanceof Verdict.Rejected rejected && !UNASKED.contains(rejected.rejection().rule());
  }

  private static void trim(Map<?, ?> map, int most) {
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }

  synchronized List<Entry> reviews() {
    return List.copyOf(reviews);
  }

  synchronized List<Failure> outages() {
    List<Failure> latestFirst = new ArrayList<>(outages.values());
    Collections.reverse(latestFirst);
    return latestFirst;
  }

  synchronized List<Place> collections() {
    List<Place> places = new ArrayList<>(collections.values());
    Collections.reverse(places);
    return places;
  }
}
