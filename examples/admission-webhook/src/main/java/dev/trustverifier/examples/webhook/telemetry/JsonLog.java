package dev.trustverifier.examples.webhook.telemetry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trustverifier.Caveat;
import dev.trustverifier.Verdict;
import dev.trustverifier.examples.webhook.gate.Judged;
import dev.trustverifier.examples.webhook.json.JsonText;
import dev.trustverifier.examples.webhook.json.PlainLine;
import dev.trustverifier.examples.webhook.review.Outcome;
import dev.trustverifier.examples.webhook.review.Reviewed;
import dev.trustverifier.examples.webhook.review.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Writes one JSON object a line: each review, and whatever else any part of the program logs. */
public final class JsonLog extends Handler implements Reviewed.Listener {
  private static final int LONGEST = 500;

  // Held here, because the JDK forgets loggers that nobody holds, and their levels.
  private final List<Logger> talkative =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("com.zaxxer.hikari"));
  private final PrintStream out;
  private final InstantSource clock;

  public JsonLog(OutputStream out, InstantSource clock) {
    this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
    this.clock = clock;
  }

  /** Has all loggers of the process write here. */
  public void takeOver() {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(this);
    talkative.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  @Override
  public void reviewed(Reviewed review) {
    Subject subject = review.subject();
    write(JsonText.object(json -> {
      json.writeStringField("time", clock.instant().toString());
      json.writeStringField("level", level(review.decision().outcome()));
      json.writeStringField("event", "review");
      json.writeStringField("hook", subject.hook());
      json.writeStringField("uid", subject.uid());
      json.writeStringField("namespace", subject.namespace());
      json.writeStringField("kind", subject.kind());
      json.writeStringField("name", subject.name());
      json.writeStringField("operation", subject.operation());
      json.writeBooleanField("dryRun", subject.dryRun());
      json.writeStringField("outcome", review.decision().outcome().label());
      json.writeStringField("reason", review.decision().reason());
      json.writeNumberField("micros", review.took().toNanos() / 1000);
      json.writeArrayFieldStart("images");
      for (Judged image : review.shown()) {
        json.writeStartObject();
        json.writeStringField("image", PlainLine.of(image.image(), LONGEST));
        json.writeStringField("verdict", image.word());
        if (image.verdict() instanceof Verdict.Trusted trusted) {
          json.writeStringField("digest", trusted.image().digest().toString());
          writeCaveats(json, image);
        } else {
          json.writeStringField("reason", image.reason());
          json.writeStringField("message", PlainLine.of(image.verdict().message(), LONGEST));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      if (review.unshown() > 0) {
        json.writeNumberField("moreImages", review.unshown());
      }
    }));
  }

  private static void writeCaveats(JsonGenerator json, Judged image) throws IOException {
    if (!image.caveats().isEmpty()) {
      json.writeArrayFieldStart("caveats");
      for (Caveat caveat : image.caveats()) {
        json.writeString(PlainLine.of(caveat.message(), LONGEST));
      }
      json.writeEndArray();
    }
  }

  private static String level(Outcome outcome) {
    return switch (outcome) {
      case ALLOWED, DENIED -> "info";
      case WARNED, GLASS_BROKEN, UNANSWERED, MALFORMED -> "warning";
      case FAULT -> "error";
    };
  }

  @Override
  public void publish(LogRecord entry) {
    if (!isLoggable(entry)) {
      return;
    }
    try {
      write(JsonText.object(json -> {
        json.writeStringField("time", clock.instant().toString());
        json.writeStringField("level", entry.getLevel().getName().toLowerCase(Locale.ROOT));
        json.writeStringField("event", "log");
        json.writeStringField("logger", String.valueOf(entry.getLoggerName()));
        json.writeStringField("message", new SimpleFormatter().formatMessage(entry));
        if (entry.getThrown() != null) {
          StringWriter trace = new StringWriter();
          entry.getThrown().printStackTrace(new PrintWriter(trace));
          json.writeStringField("trace", trace.toString());
        }
      }));
    } catch (RuntimeException e) {
      reportError(null, e, ErrorManager.FORMAT_FAILURE);
    }
  }

  private synchronized void write(byte[] line) {
    out.write(line, 0, line.length);
    out.write('\n');
    out.flush();
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
