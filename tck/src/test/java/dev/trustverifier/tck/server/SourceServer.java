package dev.trustverifier.tck.server;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Notary server that has what some source has, asks it at every request, and fails as it fails. */
public final class SourceServer implements AutoCloseable {
  private static final Pattern FILE = Pattern.compile(
      "/v2/(?<gun>[^*]+)/_trust/tuf/(?:(?<version>[1-9][0-9]{0,17})\\.)?"
          + "(?<role>root|timestamp|snapshot|targets(?:/[^/.]+)*)(?:\\.(?<hash>[0-9a-f]{64}))?\\.json");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LIMIT = 100L << 20;

  private final Loopback loopback;

  /**
   * Starts it.
   *
   * @param source what to serve; not closed
   */
  public SourceServer(MetadataSource source) {
    this.loopback = new Loopback(Optional.empty(), new Bridge(source));
  }

  /** Where it listens: plain HTTP on the loopback address. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + loopback.port());
  }

  @Override
  public void close() {
    loopback.close();
  }

  private record Bridge(MetadataSource source) implements Site {
    @Override
    public Reception reception() {
      return Reception.NORMAL;
    }

    @Override
    public Reply reply(Received request) {
      if (request.path().equals("/v2/")) {
        return said(Answer.text("{}"));
      }
      Matcher file = FILE.matcher(request.path());
      if (!file.matches() || !RoleName.isRoleName(file.group("role"))) {
        return said(Answer.empty(404));
      }
      Fetched fetched =
          source.fetch(new Gun(file.group("gun")), name(file), LIMIT, Deadline.after(PATIENCE));
      if (fetched instanceof Fetched.Found found) {
        return said(new Answer(200, List.of("Content-Type: text/plain; charset=utf-8"), found.content()));
      }
      return fetched instanceof Fetched.Failed failed ? failure(failed.outage().kind()) : said(Answer.empty(404));
    }

    private static MetadataName name(Matcher file) {
      RoleName role = new RoleName(file.group("role"));
      if (file.group("version") != null) {
        return new MetadataName.Versioned(role, Long.parseLong(file.group("version")));
      }
      return file.group("hash") == null
          ? new MetadataName.Current(role)
          : new MetadataName.Hashed(role, new Digest(Digest.Algorithm.SHA256, file.group("hash")));
    }

    private static Reply failure(Outage.Kind kind) {
      return switch (kind) {
        case UNAUTHORISED -> said(Answer.empty(401));
        case FORBIDDEN -> said(Answer.empty(403));
        case TRUST_DISABLED -> said(Answer.empty(405));
        case RATE_LIMITED -> said(Answer.empty(429));
        case SERVER_ERROR -> said(Answer.empty(503));
        default -> new Reply(Answer.empty(200), Optional.of(new Misbehaviour.Cut(Misbehaviour.Point.BEFORE_HEADERS)));
      };
    }

    private static Reply said(Answer answer) {
      return new Reply(answer, Optional.empty());
    }
  }
}
