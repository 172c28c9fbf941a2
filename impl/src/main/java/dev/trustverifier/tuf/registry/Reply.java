package dev.trustverifier.tuf.registry;

import dev.trustverifier.Outage;
import dev.trustverifier.Outage.Kind;
import dev.trustverifier.source.Fetched;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a server said, whole but for a body that was too long.
 *
 * @param call what was asked
 * @param status the status
 * @param headers all headers
 * @param body the body, up to the limit
 */
record Reply(Call call, int status, HttpHeaders headers, BoundedBody.Received body) {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  static Reply of(Call call, HttpResponse<BoundedBody.Received> response) {
    return new Reply(call, response.statusCode(), response.headers(), response.body());
  }

  /** What the answer means where a metadata file was asked for. */
  Fetched asFile(InstantSource clock) {
    if (status == NOT_FOUND) {
      return new Fetched.Absent();
    }
    if (status != OK) {
      return new Fetched.Failed(outage(clock));
    }
    Optional<String> coding = contentCoding(headers);
    if (coding.isPresent()) {
      return new Fetched.Failed(new Outage(Kind.PROTOCOL, call + ": a body in " + packing(coding.get())));
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

  private static String packing(String coding) {
    return "content coding " + coding + ", which was not asked for";
  }

  /** What an answer other than the one that was hoped for means. */
  Outage outage(InstantSource clock) {
    return new Outage(kindOf(status), call + ": " + status + ", " + meaningOf(status), RetryAfter.of(headers, clock));
  }

  boolean isUnauthorised() {
    return kindOf(status) == Kind.UNAUTHORISED;
  }

  boolean isForbidden() {
    return kindOf(status) == Kind.FORBIDDEN;
  }

  boolean isOk() {
    return status == OK && !body.tooLong() && contentCoding(headers).isEmpty();
  }

  private static Kind kindOf(int status) {
    return switch (status) {
      case 401 -> Kind.UNAUTHORISED;
      case 403 -> Kind.FORBIDDEN;
      case 405 -> Kind.TRUST_DISABLED;
      case 407 -> Kind.UNREACHABLE;
      case 429 -> Kind.RATE_LIMITED;
      default -> status >= 500 && status <= 599 ? Kind.SERVER_ERROR : Kind.PROTOCOL;
    };
  }

  private static String meaningOf(int status) {
    return switch (kindOf(status)) {
      case UNAUTHORISED -> "it wants credentials";
      case FORBIDDEN -> "access is denied";
      case TRUST_DISABLED -> "trust is switched off there";
      case UNREACHABLE -> "the proxy wants credentials, which there is no way to give it";
      case RATE_LIMITED -> "too many requests";
      case SERVER_ERROR -> "the server failed";
      default -> status >= 300 && status <= 399 ? "a redirect, which is not followed" : "an answer nobody expects here";
    };
  }
}
