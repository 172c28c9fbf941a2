package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The threads that verify several images at once. They are daemons, come when needed, and go when idle or closed. */
final class Crew implements AutoCloseable {
  private final ExecutorService threads =
      new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Crew::thread);

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "trustverifier");
    thread.setDaemon(true);
    return thread;
  }

  void requireOpen() {
    if (threads.isShutdown()) {
      throw new IllegalStateException("this verifier is closed");
    }
  }

  Map<ImageReference, Verdict> verifyAll(
      Collection<ImageReference> images, Function<ImageReference, Verdict> verify, Deadline deadline) {
    requireOpen();
    Set<ImageReference> distinct = new LinkedHashSet<>(images);
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    if (distinct.size() == 1) {
      distinct.forEach(image -> verdicts.put(image, verify.apply(image)));
      return Collections.unmodifiableMap(verdicts);
    }
    Map<ImageReference, Future<Verdict>> running = new LinkedHashMap<>();
    distinct.forEach(image -> running.put(image, threads.submit(() -> verify.apply(image))));
    running.forEach((image, future) -> verdicts.put(image, await(image, future, deadline)));
    return Collections.unmodifiableMap(verdicts);
  }

  private static Verdict await(ImageReference image, Future<Verdict> future, Deadline deadline) {
    try {
      return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return undecided(future, Outage.Kind.TIMED_OUT, "the deadline passed before a verdict on " + image);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return undecided(future, Outage.Kind.INTERRUPTED, "interrupted before a verdict on " + image);
    } catch (ExecutionException | CancellationException e) {
      return undecided(future, Outage.Kind.INTERNAL, "fault of the verifier: " + e.getMessage());
    }
  }

  private static Verdict undecided(Future<Verdict> future, Outage.Kind kind, String what) {
    future.cancel(true);
    return new Verdict.Undecided(new Outage(kind, what));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
