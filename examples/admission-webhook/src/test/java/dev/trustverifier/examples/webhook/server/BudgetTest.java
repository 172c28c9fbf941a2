package dev.trustverifier.examples.webhook.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.examples.webhook.review.WebhookRequest;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void takesSeveralTimesWhatIsSentAndGivesAllOfItBack() {
    Budget budget = new Budget(10_000_000);
    try (Budget.Share share = budget.share()) {
      assertTrue(share.takeBytes(1000));
      assertTrue(share.take(500));
      assertEquals(10_000_000 - 4000 - 500, budget.left());
    }
    assertEquals(10_000_000, budget.left());
  }

  @Test
  void doesNotTakeWhatItDoesNotGive() {
    Budget budget = new Budget(100);
    assertTrue(budget.share().take(99));
    assertFalse(budget.share().takeBytes(1));
    assertEquals(1, budget.left());
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
      assertTrue(share.takeBytes(Body.LONGEST) && share.take(WebhookRequest.MOST_ROOM));
    }
  }
}
