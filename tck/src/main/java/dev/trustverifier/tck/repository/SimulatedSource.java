package dev.trustverifier.tck.repository;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source without a network: serves states of simulated repositories, remembers what it was asked for, and fails on
 * request. Safe for use by several threads.
 */
public final class SimulatedSource implements MetadataSource {
  private final Map<Gun, Supplier<State>> collections = new HashMap<>();
  private final List<MetadataName> requests = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Later> callbacks = new ArrayList<>();

  private record Trouble(Predicate<MetadataName> names, Fetched answer) {}

  private record Later(int requests, Runnable action) {}

  /** A source that has nothing yet: everything is absent. */
  public SimulatedSource() {}

  /**
   * A source that always serves what a repository published last.
   *
   * @param repository the repository
   * @return the source
   */
  public static SimulatedSource of(SimulatedRepository repository) {
    return new SimulatedSource().serve(repository.gun(), repository::state);
  }

  /**
   * Serves a state from now on, in place of what it served of that collection.
   *
   * @param state the state
   * @return this
   */
  public SimulatedSource serve(State state) {
    return serve(state.gun(), () -> state);
  }

  /**
   * Asks for a state at every request from now on.
   *
   * @param gun the collection
   * @param state what to serve of it
   * @return this
   */
  public synchronized SimulatedSource serve(Gun gun, Supplier<State> state) {
    collections.put(gun, state);
    return this;
  }

  /**
   * Fails every request from now on.
   *
   * @param outage how
   * @return this
   */
  public SimulatedSource fail(Outage outage) {
    return answer(name -> true, new Fetched.Failed(outage));
  }

  /**
   * Answers some requests in its own way from now on; of several such orders the last one counts.
   *
   * @param names which requests
   * @param answer what to say
   * @return this
   */
  public synchronized SimulatedSource answer(Predicate<MetadataName> names, Fetched answer) {
    troubles.add(0, new Trouble(names, answer));
    return this;
  }

  /**
   * Answers honestly from now on.
   *
   * @return this
   */
  public synchronized SimulatedSource recover() {
    troubles.clear();
    return this;
  }

  /**
   * Does something once, when some more requests have been answered and before the last of them returns.
   *
   * @param number how many requests from now, 1 or more
   * @param action what to do; it may publish, and change this source
   * @return this
   */
  public synchronized SimulatedSource afterRequest(int number, Runnable action) {
    callbacks.add(new Later(requests.size() + number, action));
    return this;
  }

  /**
   * What this source was asked for since it was made.
   *
   * @return the names in order, answered or not
   */
  public synchronized List<MetadataName> requests() {
    return List.copyOf(requests);
  }

  /**
   * What this source was asked for since a moment.
   *
   * @param earlier how many requests there were at that moment
   * @return the file names in order
   */
  public synchronized List<String> requestsSince(int earlier) {
    return requests.subList(earlier, requests.size()).stream().map(MetadataName::fileName).toList();
  }

  @Override
  public synchronized Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    requests.add(name);
    Fetched answer = answer(gun, name, limit, deadline);
    List<Later> due = callbacks.stream().filter(later -> later.requests == requests.size()).toList();
    callbacks.removeAll(due);
    due.forEach(later -> later.action.run());
    return answer;
  }

  private Fetched answer(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (Thread.currentThread().isInterrupted()) {
      return new Fetched.Failed(new Outage(Outage.Kind.INTERRUPTED, "interrupted while asking for " + name.fileName()));
    }
    if (deadline.hasPassed()) {
      return new Fetched.Failed(new Outage(Outage.Kind.TIMED_OUT, "no time left to ask for " + name.fileName()));
    }
    Optional<Fetched> ordered =
        troubles.stream().filter(trouble -> trouble.names.test(name)).map(Trouble::answer).findFirst();
    return ordered.orElseGet(() -> honest(gun, name, limit));
  }

  private Fetched honest(Gun gun, MetadataName name, long limit) {
    @Nullable Supplier<State> state = collections.get(gun);
    Optional<byte[]> content = state == null ? Optional.empty() : state.get().file(name.fileName());
    if (content.isEmpty()) {
      return new Fetched.Absent();
    }
    return content.get().length > limit ? new Fetched.TooLarge() : new Fetched.Found(content.get());
  }

  @Override
  public String describe(Gun gun) {
    return "simulated:" + gun;
  }
}
