package dev.trustverifier.examples.cli;

import dev.trustverifier.tuf.notary.DownloadListener;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Tells somebody who waits how far a long download has come: a line a second, once it is beyond a MiB. */
final class Progress implements DownloadListener {
  private static final long MIB = 1024 * 1024;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final PrintStream err;
  private final AtomicLong last = new AtomicLong(System.nanoTime());

  Progress(PrintStream err) {
    this.err = err;
  }

  @Override
  public void received(URI file, long bytes) {
    long now = System.nanoTime();
    long before = last.get();
    if (bytes > MIB && now - before >= PAUSE && last.compareAndSet(before, now)) {
      String name = file.getPath().substring(file.getPath().lastIndexOf('/') + 1);
      err.println(String.format(Locale.ROOT, "%s: %.1f MiB", PlainText.of(name), (double) bytes / MIB));
    }
  }
}
