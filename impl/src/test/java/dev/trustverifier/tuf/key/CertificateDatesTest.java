package dev.trustverifier.tuf.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.trustverifier.tuf.chain.RootCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateDatesTest {
  private static final Instant BEGINS = Instant.parse("2024-02-28T12:00:00Z");
  private static final Instant ENDS = Instant.parse("2051-03-01T12:00:00Z");
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Optional<String> EARLY =
      Optional.of("its certificate is not valid before 2024-02-28T12:00:00Z");
  private static final Optional<String> LATE = Optional.of("its certificate expired 2051-03-01T12:00:00Z");

  private final RootCertificate bundle =
      TestKeys.bundle(CertificateForge.of("CN=lab.example/a", TestKeys.P256).valid(BEGINS, ENDS).pem());

  @Test
  void beginsADayEarlyToTheNanosecond() {
    assertEquals(EARLY, bundle.faultAt(BEGINS.minus(GRACE).minusNanos(1)));
    assertEquals(Optional.empty(), bundle.faultAt(BEGINS.minus(GRACE)));
    assertEquals(Optional.empty(), bundle.faultAt(BEGINS));
  }

  @Test
  void endsToTheNanosecond() {
    assertEquals(Optional.empty(), bundle.faultAt(ENDS));
    assertEquals(LATE, bundle.faultAt(ENDS.plusNanos(1)));
  }

  @Test
  void knowsAnAnswerForEveryInstant() {
    assertEquals(EARLY, bundle.faultAt(Instant.MIN));
    assertEquals(LATE, bundle.faultAt(Instant.MAX));
  }

  @Test
  void theAuthoritiesOfTheBundleCountToo() {
    String leaf = CertificateForge.of("CN=lab.example/a", TestKeys.P256).valid(BEGINS, ENDS).pem();
    Instant soon = BEGINS.plusSeconds(60);
    String ca = CertificateForge.of("CN=ca", TestKeys.P384).authority().valid(BEGINS, soon).pem();
    RootCertificate both = TestKeys.bundle(leaf + ca);
    assertEquals(soon, both.expires());
    assertEquals(ENDS, bundle.expires());
    assertEquals(Optional.empty(), both.faultAt(soon));
    assertEquals(
        Optional.of("the CA certificate in its bundle expired 2024-02-28T12:01:00Z"),
        both.faultAt(soon.plusNanos(1)));
  }
}
