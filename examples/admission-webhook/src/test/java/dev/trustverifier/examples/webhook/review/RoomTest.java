package dev.trustverifier.examples.webhook.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** A review takes room for what it is once it is read, and none for what nobody keeps. */
class RoomTest {

  private static WebhookRequest request(String body, LongPredicate room) {
    return new WebhookRequest(
        "/validate", Optional.empty(), body.getBytes(StandardCharsets.UTF_8),
        new WebhookRequest.Means(Duration.ZERO, room));
  }

  @Test
  void takesItForEachValueThatIsKept() throws MalformedJson {
    List<Long> taken = new ArrayList<>();
    request("{\"spec\":[{},{},0],\"env\":[1,2,3]}", taken::add).read(Workload::isWanted);
    assertEquals(List.of(5 * 200L), taken);
    String most = "{\"spec\":[" + "0,".repeat(9997) + "0]}";
    request(most, taken::add).read(Workload::isWanted);
    assertEquals(WebhookRequest.MOST_ROOM, taken.get(1));
    String more = most.replace("[", "[0,");
    assertThrows(MalformedJson.class, () -> request(more, taken::add).read(Workload::isWanted));
  }

  @Test
  void leavesAReviewUnansweredForWhichThereIsNone() {
    List<Reviewed> told = new ArrayList<>();
    Hearing hearing = new Hearing("validate", told::add);
    WebhookResponse answer = hearing.hold(() -> {
      request("{}", room -> false).read(Workload::isWanted);
      return new CompletableFuture<>();
    }).toCompletableFuture().join();
    assertEquals(503, answer.status());
    assertEquals(Outcome.UNANSWERED, told.get(0).decision().outcome());
    assertTrue(new String(answer.body(), StandardCharsets.UTF_8).startsWith("too much at once"));
  }
}
