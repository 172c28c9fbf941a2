package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What of a step is awaited though the step itself knows no deadline. One that hangs is left alone: its thread does not
 * keep the program from ending.
 *
 * @param deadline when to give up
 */
record Patience(Deadline deadline) {

  /** What the step returns; SocketTimeoutException if that takes too long. */
  <T> T await(Callable<T> step) throws IOException {
    FutureTask<T> task = new FutureTask<>(step);
    Thread thread = new Thread(task, "trustverify-step");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("no answer in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    }
  }
}
