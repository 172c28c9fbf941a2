package dev.trustverifier.tuf.freshness;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A source that is watched while several threads ask, and that lets requests wait for each other. */
final class Traffic implements MetadataSource {
  private final MetadataSource source;
  private final AtomicInteger requests = new AtomicInteger();
  private final Map<MetadataName, Integer> asked = new ConcurrentHashMap<>();
  private final Map<Gun, AtomicInteger> timestampsAtOnce = new ConcurrentHashMap<>();
  private final AtomicInteger mostTimestampsAtOnce = new AtomicInteger();
  private final AtomicLong bytesAtOnce = new AtomicLong();
  private final AtomicLong mostBytesAtOnce = new AtomicLong();
  private volatile Optional<Meeting> meeting = Optional.empty();

  /** Requests of some kind go on only when so many of them have come. */
  record Meeting(Predicate<MetadataName> names, CountDownLatch latch) {}

  Traffic(MetadataSource source) {
    this.source = source;
  }

  Traffic meet(int number, Predicate<MetadataName> names) {
    meeting = Optional.of(new Meeting(names, new CountDownLatch(number)));
    return this;
  }

  int requests() {
    return requests.get();
  }

  /** How often each file was asked for. */
  Map<MetadataName, Integer> asked() {
    return asked;
  }

  /** How many refreshes of one collection there were at once, at most. */
  int mostTimestampsAtOnce() {
    return mostTimestampsAtOnce.get();
  }

  /** How many bytes were allowed to requests under way at once, at most. */
  long mostBytesAtOnce() {
    return mostBytesAtOnce.get();
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    requests.incrementAndGet();
    asked.merge(name, 1, Integer::sum);
    AtomicInteger same = timestampsAtOnce.computeIfAbsent(gun, none -> new AtomicInteger());
    boolean timestamp = name.fileName().equals("timestamp.json");
    mostTimestampsAtOnce.accumulateAndGet(timestamp ? same.incrementAndGet() : 0, Math::max);
    mostBytesAtOnce.accumulateAndGet(bytesAtOnce.addAndGet(limit), Math::max);
    try {
      meeting.filter(with -> with.names().test(name)).ifPresent(with -> meet(with, deadline));
      return source.fetch(gun, name, limit, deadline);
    } finally {
      bytesAtOnce.addAndGet(-limit);
      same.addAndGet(timestamp ? -1 : 0);
    }
  }

  private static void meet(Meeting meeting, Deadline deadline) {
    meeting.latch().countDown();
    try {
      meeting.latch().await(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }
}
