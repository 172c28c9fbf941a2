package dev.trustverifier.examples.webhook.server;

import dev.trustverifier.examples.webhook.review.Handler;
import java.util.Objects;

/**
 * What is served at a path.
 *
 * @param method the only method there
 * @param access who may ask
 * @param handler answers
 */
public record Route(Method method, Access access, Handler handler) {

  /** How something is asked. */
  public enum Method {
    GET, POST
  }

  /** Who may ask. */
  public enum Access {
    /** Anybody. */
    OPEN,
    /** Whoever shows a certificate of the client authorities, if there are any. */
    CERTIFIED
  }

  public Route {
    Objects.requireNonNull(method);
    Objects.requireNonNull(access);
    Objects.requireNonNull(handler);
  }

  /** Something that anybody may look at. */
  public static Route open(Handler handler) {
    return new Route(Method.GET, Access.OPEN, handler);
  }

  /** Something that is answered to those who are certified. */
  public static Route certified(Handler handler) {
    return new Route(Method.POST, Access.CERTIFIED, handler);
  }
}
