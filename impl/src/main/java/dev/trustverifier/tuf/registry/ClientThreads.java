package dev.trustverifier.tuf.registry;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The daemon threads of one HTTP client: as many as have something to do, up to a bound, since one that looks up the
 * name of a host may hang for as long as the system likes. Idle ones end. After closing, what the client still has to
 * tidy up runs on the thread that says so.
 */
final class ClientThreads implements Executor, AutoCloseable {
  private static final int MOST = 64;
  private static final int IDLE_SECONDS = 10;

  private final Handover tasks = new Handover();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, tasks, ClientThreads::daemon);

  ClientThreads() {
    pool.setRejectedExecutionHandler((task, full) -> {
      if (full.isShutdown()) {
        task.run();
      } else {
        tasks.keep(task);
      }
    });
  }

  /** Has a pool start another thread while it may, where all that there are have something to do. */
  private static final class Handover extends LinkedTransferQueue<Runnable> {
    private static final long serialVersionUID = 1L;

    /** Only to a thread that waits. */
    @Override
    public boolean offer(Runnable task) {
      return tryTransfer(task);
    }

    /** For the next thread that has time. */
    void keep(Runnable task) {
      super.offer(task);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(null, work, "trustverifier-registry", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
