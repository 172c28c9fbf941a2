package dev.trustverifier.tuf.store;

import dev.trustverifier.Deadline;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The threads that talk to a database, so that whoever waits for it can leave at a deadline. A call that was left gets
 * a moment to end as drivers end statements; then its connection is aborted. No thread stays idle for long.
 */
final class DatabaseThreads implements AutoCloseable {
  /** How many calls go on at once, those included that nobody waits for and nothing ends. */
  static final int MOST = 16;

  private static final long IDLE_SECONDS = 5;
  private static final long GRACE_MILLIS = 2000;
  // The PostgreSQL driver gives its own cancelling of a statement 10 s.
  private static final long CLOSING_SECONDS = 12;

  private final ThreadPoolExecutor threads;
  private final ScheduledThreadPoolExecutor breaker;
  private final Semaphore free = new Semaphore(MOST);
  private final Set<DatabaseCall<?>> running = ConcurrentHashMap.newKeySet();
  private final Set<Thread> made = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  DatabaseThreads(String name) {
    ThreadFactory factory = work -> thread(work, name);
    threads =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    breaker = new ScheduledThreadPoolExecutor(1, factory);
    breaker.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    breaker.allowCoreThreadTimeOut(true);
    breaker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  private Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    made.removeIf(earlier -> earlier.getState() == Thread.State.TERMINATED);
    made.add(thread);
    return thread;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Waits for a call.
   *
   * @throws TimeoutException if it is not done by the deadline
   * @throws ExecutionException if it fails
   * @throws RejectedExecutionException if this is closed
   */
  <T> T await(DatabaseCall<T> call, Deadline deadline)
      throws InterruptedException, TimeoutException, ExecutionException {
    if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("the deadline passed while " + MOST + " other calls were waiting for the database");
    }
    Future<T> result = start(call);
    try {
      return result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      leave(call);
      throw e;
    } catch (TimeoutException e) {
      leave(call);
      throw new TimeoutException("the deadline passed while the database was working, or hanging");
    }
  }

  private <T> Future<T> start(DatabaseCall<T> call) {
    running.add(call);
    try {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      return threads.submit(() -> {
        try {
          return call.run();
        } finally {
          ended(call);
        }
      });
    } catch (RejectedExecutionException | Error e) {
      ended(call);
      throw e;
    }
  }

  private void ended(DatabaseCall<?> call) {
    running.remove(call);
    free.release();
  }

  private void leave(DatabaseCall<?> call) {
    call.abandon();
    try {
      breaker.schedule(() -> call.abort(threads), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // Closing, which aborts every call at once.
      call.abandon();
    }
  }

  /** Aborts what goes on, and waits for its threads to end. */
  @Override
  public void close() {
    closed = true;
    breaker.shutdownNow();
    running.forEach(call -> call.abort(threads));
    threads.shutdown();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSING_SECONDS);
    try {
      // A pool calls itself terminated a moment before its threads are.
      for (Thread thread : made) {
        TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
