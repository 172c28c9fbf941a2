package dev.trustverifier.tuf.notary;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that anybody logs, at every level, between start and stop. */
public final class LogCapture {
  private static final Logger ROOT = Logger.getLogger("");

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Handler() {
    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getMessage() + " " + Arrays.toString(entry.getParameters()) + " " + whole(entry.getThrown()));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  };
  private Level before;

  /** With its causes and whatever else a handler would print of it. */
  private static String whole(@Nullable Throwable thrown) {
    StringWriter text = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }

  public void start() {
    before = ROOT.getLevel();
    ROOT.setLevel(Level.ALL);
    handler.setLevel(Level.ALL);
    ROOT.addHandler(handler);
  }

  public void stop() {
    ROOT.removeHandler(handler);
    ROOT.setLevel(before);
  }

  public String text() {
    return lines.stream().collect(Collectors.joining("\n"));
  }
}
