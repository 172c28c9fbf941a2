package dev.trustverifier.tck.server;

import dev.trustverifier.tck.repository.State;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Notary-server's answers, behind its guard. */
final class NotaryDesk implements Desk {
  static final String TOKEN_PATH = "/token";

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");
  private static final Pattern UNCLEAN = Pattern.compile("//|/\\.{1,2}(?=/|$)");

  private final ServedFiles files;
  private final NotaryRoutes routes;
  private volatile Optional<Guard> guard = Optional.empty();

  NotaryDesk(ServedFiles files) {
    this.files = files;
    this.routes = new NotaryRoutes(files);
  }

  void guard(Optional<Guard> other) {
    guard = other;
  }

  ServedFiles files() {
    return files;
  }

  @Override
  public Answer refusal(Received request, int status) {
    return status == 401 && guard.isPresent()
        ? guard.get().refusal(NotaryRoutes.scope(request.path()), "")
        : Answer.json(status, "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"ordered by the test\"}]}\n");
  }

  @Override
  public Answer answer(Received request, Optional<State> replica) {
    String path = request.path();
    if (UNCLEAN.matcher(request.rawPath()).find()) {
      return Answer.empty(301).with("Location: " + cleaned(request.rawPath()));
    }
    if (path.equals(TOKEN_PATH) && guard.isPresent()) {
      return guard.get().tokens().answer(request);
    }
    if (!METHODS.contains(request.method())) {
      return Answer.empty(405);
    }
    if (path.equals("/_notary_server/health")) {
      return Answer.json(200, "{}");
    }
    String scope = request.method().equals("GET") ? NotaryRoutes.scope(path) : NotaryRoutes.EVERYTHING;
    return guard.flatMap(strict -> strict.objection(request, scope))
        .orElseGet(() -> routes.answer(request.method(), path, replica));
  }

  private static String cleaned(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return "/" + String.join("/", segments) + (path.endsWith("/") && !segments.isEmpty() ? "/" : "");
  }
}
