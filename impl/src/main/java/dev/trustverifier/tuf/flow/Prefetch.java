package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Files that are being fetched by other threads before they are asked for. What no thread has got to yet is fetched by
 * whoever asks for it, so nobody ever waits for a thread. Used by one thread at a time.
 */
final class Prefetch implements AutoCloseable {
  private final Map<MetadataName, FutureTask<Fetched>> begun = new LinkedHashMap<>();
  private final Map<MetadataName, Long> limits;

  private Prefetch(Map<MetadataName, Long> limits) {
    this.limits = limits;
  }

  /** Nothing. */
  static Prefetch none() {
    return new Prefetch(Map.of());
  }

  /** Begins to fetch files, each up to its limit. */
  static Prefetch begin(Map<MetadataName, Long> files, Place from, Executor threads) {
    Prefetch prefetch = new Prefetch(Map.copyOf(files));
    files.forEach(
        (name, limit) -> prefetch.begun.put(
            name, new FutureTask<>(() -> from.source().fetch(from.gun(), name, limit, from.deadline()))));
    prefetch.begun.values().forEach(threads::execute);
    return prefetch;
  }

  /**
   * Where to fetch from, and until when.
   *
   * @param source the source
   * @param gun the collection
   * @param deadline when to give up
   */
  record Place(MetadataSource source, Gun gun, Deadline deadline) {}

  /** How many bytes may come that were not asked for yet. */
  long pending() {
    return begun.keySet().stream().mapToLong(limits::get).sum();
  }

  /** What became of fetching a file; null if that was not begun. */
  @Nullable Fetched take(MetadataName name, Deadline deadline) {
    @Nullable FutureTask<Fetched> task = begun.remove(name);
    if (task == null) {
      return null;
    }
    task.run();
    try {
      return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return failed(Outage.Kind.TIMED_OUT, "the deadline passed while fetching ", name);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return failed(Outage.Kind.INTERRUPTED, "interrupted while fetching ", name);
    } catch (ExecutionException e) {
      throw new IllegalStateException("fault of a source", e.getCause());
    }
  }

  private static Fetched failed(Outage.Kind kind, String what, MetadataName name) {
    return new Fetched.Failed(new Outage(kind, what + name.fileName()));
  }

  /** Gives up on what was not asked for. */
  @Override
  public void close() {
    begun.values().forEach(task -> task.cancel(true));
    begun.clear();
  }
}
