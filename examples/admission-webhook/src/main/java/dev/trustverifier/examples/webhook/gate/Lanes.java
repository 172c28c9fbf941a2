package dev.trustverifier.examples.webhook.gate;

import dev.trustverifier.Gun;
import dev.trustverifier.policy.PatternMap;
import dev.trustverifier.policy.TrustRule;
import dev.trustverifier.tuf.config.PolicyFile;
import dev.trustverifier.tuf.config.SourceSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A lane for each source of a policy; there are as many as the file has sources, whatever images are asked for. */
final class Lanes implements AutoCloseable {
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /** The lane of the source that knows a repository, or the original that it mirrors. */
  Lane of(PolicyFile policy, Gun image) {
    Gun gun =
        policy.policy().ruleFor(image).map(PatternMap.Entry::value)
            .flatMap(rule -> rule instanceof TrustRule.Verify verify ? verify.mirrored() : Optional.empty())
            .flatMap(mirror -> mirror.originalOf(image))
            .orElse(image);
    Optional<PatternMap.Entry<SourceSettings>> source = policy.sources().find(gun);
    return lanes.computeIfAbsent(source.map(entry -> entry.pattern().toString()).orElse("none"), Lane::new);
  }

  /** How many images wait, by source. */
  Map<String, Integer> waiting() {
    return lanes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, lane -> lane.getValue().waiting()));
  }

  @Override
  public void close() {
    lanes.values().forEach(Lane::close);
  }
}
