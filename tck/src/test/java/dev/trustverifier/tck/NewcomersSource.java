package dev.trustverifier.tck;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Set;

/**
 * A source as somebody writes it on the first day, over HTTP, with at most one bug.
 *
 * @param server where it asks
 * @param bug what is wrong
 */
record NewcomersSource(URI server, Bug bug) implements MetadataSource {
  private static final int PATIENCE_MILLIS = 20_000;

  /** What a newcomer gets wrong. */
  enum Bug {
    NONE,
    TAKES_403_FOR_ABSENT,
    IGNORES_THE_LIMIT,
    SWAPS_TWO_ROLES
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (Thread.currentThread().isInterrupted()) {
      return failed(Outage.Kind.INTERRUPTED);
    }
    if (deadline.hasPassed()) {
      return failed(Outage.Kind.TIMED_OUT);
    }
    try {
      URI file = server.resolve("/v2/" + gun + "/_trust/tuf/" + asked(name).fileName());
      return ask((HttpURLConnection) file.toURL().openConnection(), limit);
    } catch (IOException e) {
      return failed(Outage.Kind.UNREACHABLE);
    }
  }

  private MetadataName asked(MetadataName name) {
    boolean swapped = bug == Bug.SWAPS_TWO_ROLES && name instanceof MetadataName.Current;
    if (swapped && name.role().equals(RoleName.TARGETS)) {
      return new MetadataName.Current(RoleName.SNAPSHOT);
    }
    return swapped && name.role().equals(RoleName.SNAPSHOT) ? new MetadataName.Current(RoleName.TARGETS) : name;
  }

  private Fetched ask(HttpURLConnection connection, long limit) throws IOException {
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    int status = connection.getResponseCode();
    Set<Integer> absent = bug == Bug.TAKES_403_FOR_ABSENT ? Set.of(403, 404) : Set.of(404);
    if (status != 200) {
      return absent.contains(status) ? new Fetched.Absent() : failed(Outage.Kind.PROTOCOL);
    }
    try (InputStream body = connection.getInputStream()) {
      long allowed = bug == Bug.IGNORES_THE_LIMIT ? Integer.MAX_VALUE - 1 : limit;
      int most = (int) Math.min(allowed, Integer.MAX_VALUE - 1);
      byte[] content = body.readNBytes(most + 1);
      return content.length > most ? new Fetched.TooLarge() : new Fetched.Found(content);
    }
  }

  private static Fetched failed(Outage.Kind kind) {
    return new Fetched.Failed(new Outage(kind, "no answer from the server"));
  }

  @Override
  public String describe(Gun gun) {
    return server + "/" + gun;
  }

  @Override
  public String toString() {
    return server.toString();
  }
}
