package dev.trustverifier.examples.cli;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Keeps the loggers of all parts from standard error: verdicts are returned, and scripts read what is there. */
public final class SilentLoggerFinder extends System.LoggerFinder {

  /** For the service loader. */
  public SilentLoggerFinder() {}

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Silent(name);
  }

  private record Silent(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {}

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {}
  }
}
