package dev.trustverifier.tck.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.trustverifier.Deadline;
import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.RoleName;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tck.MetadataSourceContract;
import dev.trustverifier.tck.PublishedFile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedSourceTest implements MetadataSourceContract {
  private static final Gun GUN = new Gun("sim.example/app");
  private static final MetadataName TIMESTAMP = new MetadataName.Current(RoleName.TIMESTAMP);
  private static final MetadataName ROOT = new MetadataName.Current(RoleName.ROOT);
  private static final Outage OUTAGE = new Outage(Outage.Kind.UNREACHABLE, "down");

  private final SimulatedRepository repository = SimulatedRepository.of(GUN, ManualClock.at(Instant.EPOCH));
  private final SimulatedSource source = SimulatedSource.of(repository);

  @Override
  public MetadataSource publishing(Map<PublishedFile, byte[]> files) {
    Map<Gun, Map<String, byte[]>> collections = new HashMap<>();
    files.forEach((file, content) ->
        collections.computeIfAbsent(file.gun(), gun -> new HashMap<>()).put(file.name().fileName(), content));
    SimulatedSource all = new SimulatedSource();
    collections.forEach((gun, contents) -> all.serve(new State(gun, contents)));
    return all;
  }

  @Override
  public Optional<MetadataSource> broken() {
    return Optional.of(new SimulatedSource().fail(OUTAGE));
  }

  @Override
  public Optional<MetadataSource> refused() {
    return Optional.of(new SimulatedSource().fail(new Outage(Outage.Kind.FORBIDDEN, "403")));
  }

  @Test
  void servesWhatWasPublishedLast() {
    assertInstanceOf(Fetched.Absent.class, ask(TIMESTAMP));
    State first = repository.publish();
    assertEquals(digest(first, RoleName.TIMESTAMP), digest(ask(TIMESTAMP)));
    State second = repository.publish();
    assertEquals(digest(second, RoleName.TIMESTAMP), digest(ask(TIMESTAMP)));
    source.serve(first);
    assertEquals(digest(first, RoleName.TIMESTAMP), digest(ask(TIMESTAMP)));
  }

  @Test
  void publishesInBetween() {
    State first = repository.publish();
    source.afterRequest(2, repository::publish);
    ask(ROOT);
    assertEquals(digest(first, RoleName.TIMESTAMP), digest(ask(TIMESTAMP)));
    assertEquals(digest(repository.history().get(1), RoleName.TIMESTAMP), digest(ask(TIMESTAMP)));
    assertEquals(2, repository.history().size());
    assertEquals(List.of("timestamp.json", "timestamp.json"), source.requestsSince(1));
    assertEquals(List.of(ROOT, TIMESTAMP, TIMESTAMP), source.requests());
  }

  @Test
  void failsWhatItWasToldToFailUntilItRecovers() {
    repository.publish();
    source.answer(ROOT::equals, new Fetched.Absent());
    assertInstanceOf(Fetched.Absent.class, ask(ROOT));
    assertInstanceOf(Fetched.Found.class, ask(TIMESTAMP));
    source.fail(OUTAGE);
    assertEquals(new Fetched.Failed(OUTAGE), ask(ROOT));
    source.recover();
    assertInstanceOf(Fetched.Found.class, ask(ROOT));
  }

  private Fetched ask(MetadataName name) {
    return source.fetch(GUN, name, 1 << 20, Deadline.after(Duration.ofSeconds(5)));
  }

  private static Digest digest(Fetched answer) {
    return Digest.sha256(assertInstanceOf(Fetched.Found.class, answer).content());
  }

  private static Digest digest(State state, RoleName role) {
    return Digest.sha256(state.current(role));
  }
}
