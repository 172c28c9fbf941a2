package dev.trustverifier.examples.webhook.review;

import dev.trustverifier.examples.webhook.json.JsonDocument;
import dev.trustverifier.examples.webhook.json.JsonValue;
import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.LongPredicate;

/**
 * What somebody asks. Immutable, but for the body, which nobody changes.
 *
 * @param path the path, without the query
 * @param query what follows the question mark
 * @param body the body
 * @param means what there is to answer it with
 */
public record WebhookRequest(String path, Optional<String> query, byte[] body, Means means) {
  /** What a value takes once it is read, however short it was, with its share of a verdict. */
  private static final long OF_A_VALUE = 200;

  /** The most room that a request asks for, in bytes. */
  public static final long MOST_ROOM = JsonDocument.MOST_KEPT * OF_A_VALUE;

  /** Checks that nothing is missing. */
  public WebhookRequest {
    Objects.requireNonNull(path);
    Objects.requireNonNull(query);
    Objects.requireNonNull(body);
    Objects.requireNonNull(means);
  }

  /**
   * What there is to answer a request with.
   *
   * @param spent how long the request took to come, which whoever asks has waited already
   * @param room takes so many bytes of memory until the answer is given, or says that there are not so many
   */
  public record Means(Duration spent, LongPredicate room) {
    /** Checks that nothing is missing. */
    public Means {
      Objects.requireNonNull(spent);
      Objects.requireNonNull(room);
    }
  }

  /** There is no room for a request beside the others. */
  static final class Overload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Overload() {
      super("too much at once", null, false, false);
    }
  }

  /** Reads of the body what is wanted; throws Overload if there is no room for it. */
  JsonValue read(BiPredicate<String, String> wanted) throws MalformedJson {
    JsonValue document = JsonDocument.read(body, wanted);
    if (!means.room().test(document.size() * OF_A_VALUE)) {
      throw new Overload();
    }
    return document;
  }
}
