package dev.trustverifier.tuf.watch;

import dev.trustverifier.TrustListener;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tells a listener, in a thread of its own. What it cannot keep up with is not told. */
final class Delivery implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
  private static final int MOST_WAITING = 4096;

  private final TrustListener listener;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 5, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Delivery::thread,
          new ThreadPoolExecutor.DiscardPolicy());

  Delivery(TrustListener listener) {
    this.listener = listener;
    thread.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "trustverifier-listener");
    thread.setDaemon(true);
    return thread;
  }

  void tell(TrustListener.Event event) {
    thread.execute(() -> deliver(event));
  }

  private void deliver(TrustListener.Event event) {
    try {
      listener.happened(event);
    } catch (Throwable fault) {
      LOG.log(System.Logger.Level.DEBUG, "fault of a listener", fault);
    }
  }

  /** Tells what is waiting, for a second at most. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
  }
}
