package dev.trustverifier.tuf.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** When HTTP/2 is spoken. */
class DialectsTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

  @Test
  void isNotSpokenUnasked() {
    assertEquals(Version.HTTP_1_1, new Dialects(false, now::get).current());
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_19)
  void isNotSpokenWhereRestingConnectionsStayForEver() {
    assertEquals(Version.HTTP_1_1, new Dialects(true, now::get).current());
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_20)
  void isLeftForTwoMinutesAfterADoubt() {
    Dialects dialects = new Dialects(true, now::get);
    assertEquals(Version.HTTP_2, dialects.current());
    dialects.doubt();
    now.addAndGet(Duration.ofMinutes(2).toNanos() - 1);
    assertEquals(Version.HTTP_1_1, dialects.current());
    now.incrementAndGet();
    assertEquals(Version.HTTP_2, dialects.current());
  }
}
