package dev.trustverifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CollectionReportTest {
  private static final Instant SOON = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-12-10T00:00:00Z");
  private static final KeyId KEY = new KeyId("a".repeat(64));

  private static CollectionReport.Role role(RoleName name, Optional<Instant> file, Optional<Instant> certificate) {
    return new CollectionReport.Role(name, 1, List.of(new CollectionReport.Key(KEY, KEY, certificate)), List.of(),
        file.map(expires -> new TrustedImage.Link(name, 1, expires)), Set.of());
  }

  private static CollectionReport report() {
    return new CollectionReport(
        new Gun("a.example/b"),
        List.of(
            role(RoleName.ROOT, Optional.of(LATER), Optional.of(SOON)),
            role(RoleName.TARGETS, Optional.of(SOON.plusSeconds(1)), Optional.empty()),
            role(RoleName.RELEASES, Optional.empty(), Optional.empty())),
        List.of(), Map.of());
  }

  @Test
  void listsFilesAndCertificatesThatExpireTheFirstFirst() {
    assertEquals(
        List.of(
            "root: the certificate of key " + KEY + " expires at 2026-12-01T00:00:00Z",
            "targets: the file expires at 2026-12-01T00:00:01Z",
            "root: the file expires at 2026-12-10T00:00:00Z"),
        report().expiringBefore(Instant.MAX).stream().map(ExpiryWarning::message).toList());
  }

  @Test
  void leavesOutWhatExpiresAtTheInstantOrAfter() {
    assertEquals(List.of(), report().expiringBefore(SOON));
    assertEquals(
        List.of(new ExpiryWarning(RoleName.ROOT, Optional.of(KEY), SOON)), report().expiringBefore(SOON.plusNanos(1)));
  }
}
