package dev.trustverifier.examples.webhook.gate;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that wait for one source. A source that hangs holds up its own lane only. Threads are daemons, come when
 * needed and go when idle.
 */
final class Lane implements AutoCloseable {
  private static final int MOST_THREADS = 32;
  private static final int MOST_WAITING = 8192;

  private final ThreadPoolExecutor threads;

  Lane(String source) {
    threads =
        new ThreadPoolExecutor(
            MOST_THREADS, MOST_THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING),
            work -> {
              Thread thread = new Thread(work, "lane " + source);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Has work done in turn; throws RejectedExecutionException if too much waits already. */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, threads);
  }

  int waiting() {
    return threads.getQueue().size() + threads.getActiveCount();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
