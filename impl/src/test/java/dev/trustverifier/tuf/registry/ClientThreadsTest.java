package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientThreadsTest {
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stuck = new CountDownLatch(1);

  /** As a look-up of a host's name is that nobody answers: nothing can end it. */
  private void hang() {
    seen.add(Thread.currentThread());
    try {
      stuck.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void servesOthersWhileManyTasksHang() throws InterruptedException {
    CountDownLatch served = new CountDownLatch(1);
    try (ClientThreads threads = new ClientThreads()) {
      for (int i = 0; i < 40; i++) {
        threads.execute(this::hang);
      }
      threads.execute(served::countDown);
      assertTrue(served.await(20, TimeUnit.SECONDS), "served by none of " + seen.size());
    } finally {
      stuck.countDown();
    }
  }

  @Test
  void startsNoThreadsWithoutEndAndForgetsNoTask() throws InterruptedException {
    CountDownLatch served = new CountDownLatch(500);
    try (ClientThreads threads = new ClientThreads()) {
      for (int i = 0; i < 500; i++) {
        threads.execute(() -> {
          hang();
          served.countDown();
        });
      }
      stuck.countDown();
      assertTrue(served.await(20, TimeUnit.SECONDS), () -> served.getCount() + " were forgotten");
      assertTrue(seen.size() <= 64, () -> seen.size() + " threads");
    }
  }

  @Test
  void endsItsThreadsOnceClosed() throws InterruptedException {
    ClientThreads threads = new ClientThreads();
    for (int i = 0; i < 40; i++) {
      threads.execute(this::hang);
    }
    threads.close();
    stuck.countDown();
    for (Thread thread : List.copyOf(seen)) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
      assertTrue(!thread.isAlive(), thread::getName);
    }
  }
}
