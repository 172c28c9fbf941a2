package dev.trustverifier.examples.webhook.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void takesSeveralTimesWhatIsSentAndMoreForWhatGrowsWhenItIsRead() {
    Budget budget = new Budget(10_000_000);
    try (Budget.Share share = budget.share()) {
      assertTrue(share.takeBytes(1000));
      assertEquals(10_000_000 - 4000, budget.left());
      assertTrue(share.takeValues(bytes("{\"a\":[{},{},{}]}")));
      assertEquals(10_000_000 - 4000 - 5 * 200, budget.left());
    }
    assertEquals(10_000_000, budget.left());
  }

  @Test
  void takesForValuesNoMoreThanAreKept() {
    Budget budget = new Budget(JsonDocument.MOST_KEPT * 200L);
    assertTrue(budget.share().takeValues(bytes("[" + "0,".repeat(JsonDocument.MOST_KEPT * 3) + "0]")));
    assertEquals(0, budget.left());
    assertFalse(budget.share().takeBytes(1));
    assertEquals(0, budget.left(), "what is not given is not taken");
  }

  @Test
  void givesNothingMoreToWhoeverHasGivenBack() {
    Budget budget = new Budget(100);
    Budget.Share share = budget.share();
    assertTrue(share.takeBytes(20));
    share.close();
    share.close();
    assertFalse(share.takeBytes(1));
    assertEquals(100, budget.left());
  }

  @Test
  void hasRoomForTheLongestBodyInAnyHeap() {
    try (Budget.Share share = Budget.ofHeap(Body.LONGEST).share()) {
      assertTrue(share.takeBytes(Body.LONGEST) && share.takeValues(new byte[Body.LONGEST]));
    }
  }
}
