package dev.trustverifier.tck;

import static org.junit.jupiter.api.Assertions.fail;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Rejection;
import dev.trustverifier.RoleName;
import dev.trustverifier.SpecRule;
import dev.trustverifier.Verdict;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one verifier asks for: nothing that lies beyond what it refuses, and nothing after it. Outlives the verifiers
 * that it is given to.
 */
final class Overheard implements MetadataSource {
  private static final List<RoleName> ORDER = List.of(RoleName.ROOT, RoleName.TIMESTAMP, RoleName.SNAPSHOT);
  private static final int LISTED = ORDER.size();

  private static final int OFTEN = 16;
  private static final Pattern LENGTH = Pattern.compile("\"length\":(\\d{1,18})\\D");

  private final MetadataSource source;
  private final Optional<Bounds> bounds;
  private final Evidence evidence;
  private final Map<MetadataName, Integer> times = new HashMap<>();
  private final List<String> immodest = new ArrayList<>();
  private long longestListed;
  private final List<MetadataName> asked = new ArrayList<>();
  private final List<MetadataName> late = new ArrayList<>();
  private Optional<Verdict> answer = Optional.empty();

  /**
   * Listens to one verifier.
   *
   * @param bounds the most that it takes, if it is to keep to that
   * @param evidence where what it is given goes, too
   */
  Overheard(MetadataSource source, Optional<Bounds> bounds, Evidence evidence) {
    this.evidence = evidence;
    this.source = source;
    this.bounds = bounds;
  }

  /** The verifier is asked. */
  synchronized void begins() {
    asked.clear();
    times.clear();
    answer = Optional.empty();
  }

  /** It has answered, and unless it trusts there is nothing left to ask for. */
  synchronized void ends(Verdict verdict) {
    answer = Optional.of(verdict).filter(given -> !(given instanceof Verdict.Trusted));
  }

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    note(name);
    bounds.ifPresent(most -> noteExcess(name, limit, most));
    Fetched answer = source.fetch(gun, name, limit, deadline);
    if (answer instanceof Fetched.Found found) {
      evidence.given(name.role(), found.content());
      noteListed(name, found);
    }
    if (name instanceof MetadataName.Versioned && answer instanceof Fetched.Found) {
      startsAnew();
    }
    return answer;
  }

  private synchronized void noteExcess(MetadataName name, long limit, Bounds bounds) {
    int count = times.merge(name, 1, Integer::sum);
    if (count > OFTEN) {
      immodest.add("for " + name.fileName() + " " + count + " times");
    }
    boolean isListed = name instanceof MetadataName.Hashed;
    long most = name.role().equals(RoleName.TIMESTAMP) ? bounds.timestampBytes() : bounds.refreshBytes();
    if (limit > (isListed ? Math.min(most, longestListed) : most)) {
      immodest.add("for " + name.fileName() + " with a limit of " + limit
          + (isListed ? ", when nothing longer than " + longestListed + " was listed" : ", and takes " + most));
    }
  }

  /** Whatever lists files may be read by now, and no verifier may take more than it says. */
  private synchronized void noteListed(MetadataName name, Fetched.Found found) {
    if (name.role().equals(RoleName.TIMESTAMP) || name.role().equals(RoleName.SNAPSHOT)) {
      Matcher listed = LENGTH.matcher(new String(found.content(), StandardCharsets.ISO_8859_1));
      while (listed.find()) {
        longestListed = Math.max(longestListed, Long.parseLong(listed.group(1)));
      }
    }
  }

  /** Fails a verifier that has asked for more bytes than it may take, or time and again for the same. */
  synchronized void mustHaveBeenModest() {
    if (!immodest.isEmpty()) {
      fail("expected  each file to be asked for a few times, with the limit that is known for it"
          + "\nasked     " + immodest.get(0));
    }
  }

  /** With a newer root all begins anew. */
  private synchronized void startsAnew() {
    asked.clear();
  }

  private synchronized void note(MetadataName name) {
    if (answer.isEmpty()) {
      asked.add(name);
    } else if (step(name.role()) < LISTED || lastStep(answer.get()) < LISTED) {
      late.add(name);
    }
  }

  /** Root, timestamp and snapshot come one after the other; what a snapshot lists may be fetched all at once. */
  private static int step(RoleName role) {
    return ORDER.contains(role) ? ORDER.indexOf(role) : LISTED;
  }

  /** Which files may have been needed for a verdict; to look for another root is always right. */
  private static int lastStep(Verdict verdict) {
    Optional<RoleName> blamed =
        verdict instanceof Verdict.Rejected rejected ? rejected.rejection().role() : Optional.empty();
    return blamed.map(role -> role.equals(RoleName.ROOT) ? step(RoleName.SNAPSHOT) : step(role)).orElse(LISTED);
  }

  /** Fails a verifier that has asked for what could not change its refusal. */
  synchronized void mustHaveStoppedAt(Rejection rejection) {
    int last = lastStep(new Verdict.Rejected(rejection));
    List<MetadataName> beyond = asked.stream().filter(name -> step(name.role()) > last).toList();
    boolean byItself = rejection.role().filter(RoleName.ROOT::equals).isPresent()
        && rejection.rule() != SpecRule.SNAPSHOT_LISTS_ROOT;
    List<MetadataName> after = byItself ? afterTheLastRoot() : List.of();
    if (!beyond.isEmpty() || !after.isEmpty()) {
      fail("expected  nothing to be asked for beyond " + rejection.role().orElseThrow() + ", which is refused"
          + "\nasked for " + named(asked));
    }
  }

  private List<MetadataName> afterTheLastRoot() {
    int root = asked.size() - 1;
    while (root >= 0 && !asked.get(root).role().equals(RoleName.ROOT)) {
      root--;
    }
    return root < 0 ? List.of() : asked.subList(root + 1, asked.size());
  }

  /** Fails a verifier that went on asking when it had answered, and was not asked again. */
  synchronized void mustHaveAskedNothingSince() {
    if (!late.isEmpty()) {
      fail("expected  nothing to be asked for after its verdict, which was not to trust\nasked for " + named(late));
    }
  }

  private static List<String> named(List<MetadataName> names) {
    return names.stream().map(MetadataName::fileName).toList();
  }

  @Override
  public String describe(Gun gun) {
    return source.describe(gun);
  }
}
