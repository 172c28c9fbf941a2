package dev.trustverifier.tuf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.ImageReference;
import dev.trustverifier.Outage;
import dev.trustverifier.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The threads that verify several images at once, one for each repository among them, and those that run errands. They
 * are daemons, come when needed, are never more than {@value #MOST_THREADS} and {@value #MOST_ERRANDS}, and go when
 * idle or closed.
 */
final class Crew implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Crew.class.getName());
  private static final int MOST_THREADS = 64;
  private static final int MOST_ERRANDS = 16;
  private static final int MOST_WAITING = 1024;
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final ThreadPoolExecutor threads = pool(MOST_THREADS, new LinkedBlockingQueue<>());
  private final ThreadPoolExecutor errands = pool(MOST_ERRANDS, new LinkedBlockingQueue<>(MOST_WAITING));

  private static ThreadPoolExecutor pool(int most, BlockingQueue<Runnable> waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(most, most, 5, TimeUnit.SECONDS, waiting, Crew::thread);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Has something done that nobody depends on; not at all if too much is waiting, or after {@link #close}. */
  void errand(Runnable work) {
    try {
      errands.execute(() -> run(work));
    } catch (RejectedExecutionException e) {
      // Whoever needs it does it himself.
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "trustverifier");
    thread.setDaemon(true);
    return thread;
  }

  private static void run(Runnable errand) {
    try {
      errand.run();
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError fault) {
      LOG.log(System.Logger.Level.ERROR, "fault in the background", fault);
    }
  }

  void requireOpen() {
    if (threads.isShutdown()) {
      throw new IllegalStateException("this verifier is closed");
    }
  }

  Map<ImageReference, Verdict> verifyAll(
      Collection<ImageReference> images, Function<ImageReference, Verdict> verify, Deadline deadline) {
    requireOpen();
    Map<Gun, List<ImageReference>> byRepository = new LinkedHashMap<>();
    new LinkedHashSet<>(images)
        .forEach(image -> byRepository.computeIfAbsent(image.gun(), gun -> new ArrayList<>()).add(image));
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    images.forEach(image -> verdicts.putIfAbsent(image, notBegun(image)));
    if (byRepository.size() == 1) {
      verdicts.replaceAll((image, none) -> verify.apply(image));
    } else {
      List<Batch> batches = byRepository.values().stream().map(list -> new Batch(list, begin(list, verify))).toList();
      batches.forEach(batch -> verdicts.putAll(await(batch, deadline)));
    }
    return Collections.unmodifiableMap(verdicts);
  }

  /** The images of one repository, of which the first one's verification serves the others. */
  private record Batch(List<ImageReference> images, Future<Map<ImageReference, Verdict>> verdicts) {}

  private static Verdict notBegun(ImageReference image) {
    return new Verdict.Undecided(new Outage(Outage.Kind.INTERNAL, "no verdict on " + image));
  }

  private Future<Map<ImageReference, Verdict>> begin(
      List<ImageReference> images, Function<ImageReference, Verdict> verify) {
    try {
      return threads.submit(
          () -> {
            Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
            images.forEach(image -> verdicts.put(image, verify.apply(image)));
            return verdicts;
          });
    } catch (RejectedExecutionException closedMeanwhile) {
      CompletableFuture<Map<ImageReference, Verdict>> never = new CompletableFuture<>();
      never.cancel(false);
      return never;
    }
  }

  private static Map<ImageReference, Verdict> await(Batch batch, Deadline deadline) {
    try {
      return batch.verdicts().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return undecided(batch, Outage.Kind.TIMED_OUT, "the deadline passed before a verdict on ");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return undecided(batch, Outage.Kind.INTERRUPTED, "interrupted before a verdict on ");
    } catch (CancellationException e) {
      return undecided(batch, Outage.Kind.INTERRUPTED, "this verifier was closed before a verdict on ");
    } catch (ExecutionException e) {
      return undecided(batch, Outage.Kind.INTERNAL, "fault of the verifier (" + e.getMessage() + "), no verdict on ");
    }
  }

  private static Map<ImageReference, Verdict> undecided(Batch batch, Outage.Kind kind, String what) {
    batch.verdicts().cancel(true);
    Map<ImageReference, Verdict> verdicts = new LinkedHashMap<>();
    batch.images().forEach(image -> verdicts.put(image, new Verdict.Undecided(new Outage(kind, what + image))));
    return verdicts;
  }

  /** Interrupts everybody, and waits a little until they are gone. */
  @Override
  public void close() {
    // Whoever waits for what has not begun would wait in vain.
    threads.shutdownNow().forEach(waiting -> ((Future<?>) waiting).cancel(false));
    errands.shutdownNow();
    Deadline farewell = Deadline.after(FAREWELL);
    try {
      for (ThreadPoolExecutor pool : List.of(threads, errands)) {
        pool.awaitTermination(farewell.remaining().toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
