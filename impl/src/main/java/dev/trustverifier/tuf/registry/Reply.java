package dev.trustverifier.tuf.registry;

import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a server said, whole but for a body that was too long.
 *
 * @param request what was asked for
 * @param status the status
 * @param headers all headers
 * @param body the body, up to the limit
 */
record Reply(URI request, int status, HttpHeaders headers, BoundedBody.Received body) {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  static Reply of(HttpResponse<BoundedBody.Received> response) {
    return new Reply(response.request().uri(), response.statusCode(), response.headers(), response.body());
  }

  /** What the answer means where a metadata file was asked for. */
  Fetched asFile(InstantSource clock) {
    if (status == NOT_FOUND) {
      return new Fetched.Absent();
    }
    if (status != OK) {
      return failed(kindOf(status), status + ", " + meaningOf(status), clock);
    }
    Optional<String> coding = contentCoding(headers);
    if (coding.isPresent()) {
      return failed(Kind.PROTOCOL, "a body in content coding " + coding.get() + ", which was not asked for", clock);
    }
    return body.tooLong() ? new Fetched.TooLarge() : new Fetched.Found(body.content());
  }

  /** How a body is packed; empty where it is not. */
  static Optional<String> contentCoding(HttpHeaders headers) {
    return headers.allValues("Content-Encoding").stream()
        .filter(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"))
        .findFirst();
  }

  /** Whether a body is wanted at all. */
  static boolean isFile(int status, HttpHeaders headers) {
    return status == OK && contentCoding(headers).isEmpty();
  }

  private Fetched failed(Kind kind, String what, InstantSource clock) {
    return new Fetched.Failed(new Outage(kind, "GET " + request + ": " + what, RetryAfter.of(headers, clock)));
  }

  private static Kind kindOf(int status) {
    return switch (status) {
      case 401 -> Kind.UNAUTHORISED;
      case 403 -> Kind.FORBIDDEN;
      case 405 -> Kind.TRUST_DISABLED;
      case 429 -> Kind.RATE_LIMITED;
      default -> status >= 500 && status <= 599 ? Kind.SERVER_ERROR : Kind.PROTOCOL;
    };
  }

  private static String meaningOf(int status) {
    return switch (kindOf(status)) {
      case UNAUTHORISED -> "it wants credentials";
      case FORBIDDEN -> "access is denied";
      case TRUST_DISABLED -> "trust is switched off there";
      case RATE_LIMITED -> "too many requests";
      case SERVER_ERROR -> "the server failed";
      default -> status >= 300 && status <= 399 ? "a redirect, which is not followed" : "an answer nobody expects here";
    };
  }
}
