package dev.trustverifier.tuf.registry;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few daemon threads of one HTTP client; idle ones end. After closing, what the client still has to tidy up runs on
 * the thread that says so.
 */
final class ClientThreads implements Executor, AutoCloseable {
  private static final int MOST = 4;
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
      MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ClientThreads::daemon);

  ClientThreads() {
    pool.setRejectedExecutionHandler((task, closed) -> task.run());
    pool.allowCoreThreadTimeOut(true);
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
