package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trustverifier.Deadline;
import dev.trustverifier.tuf.credential.Credential;
import dev.trustverifier.tuf.credential.Credentials;
import dev.trustverifier.tuf.credential.Offered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WalletTest {
  private static final int MANY = 20;

  private final AtomicInteger lookUps = new AtomicInteger();

  private Credentials slowly(Offered offered) {
    return (registry, deadline) -> {
      lookUps.incrementAndGet();
      try {
        TimeUnit.MILLISECONDS.sleep(500);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return offered;
    };
  }

  private List<Optional<Credential>> manyAtOnce(Wallet wallet) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    CyclicBarrier start = new CyclicBarrier(MANY);
    try {
      List<Future<Optional<Credential>>> finds = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        finds.add(threads.submit(() -> {
          start.await();
          return wallet.find("registry.example", Optional.empty(), Deadline.after(Duration.ofSeconds(60)));
        }));
      }
      List<Optional<Credential>> found = new ArrayList<>();
      for (Future<Optional<Credential>> find : finds) {
        found.add(find.get());
      }
      return found;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void looksUpOnceForAllThatThereIsNone() throws Exception {
    manyAtOnce(new Wallet(slowly(new Offered.Nothing()))).forEach(found -> assertEquals(Optional.empty(), found));
    assertTrue(lookUps.get() < MANY / 2, "look-ups: " + lookUps);
  }

  @Test
  void looksUpOnceForAllWhatThereIs() throws Exception {
    Credential credential = Credential.password("somebody", "hunter2");
    manyAtOnce(new Wallet(slowly(new Offered.Found(credential))))
        .forEach(found -> assertEquals(Optional.of(credential), found));
    assertEquals(1, lookUps.get());
  }
}
