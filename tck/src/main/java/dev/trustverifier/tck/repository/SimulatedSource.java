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
   * What is served of a collection now.
   *
   * @param gun the collection
   * @return its state; one without files where there is none
   */
  public synchronized State state(Gun gun) {
    @Nullable Supplier<State> state = collections.get(gun);
    return state == null ? new State(gun, Map.of()) : state.get();
  }

  /**
   * Has everything fetched by a real source, which must have the {@link #state} of every collection. This one keeps the
   * log, and gives the answers that are ordered from it.
   *
   * @param real fetches, and is closed with the source returned
   * @return the real source, watched by this one
   */
  public MetadataSource through(MetadataSource real) {
    return new Relay(this, real);
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
    Fetched answer = answer(gun, name, limit, deadline);
    log(name);
    return answer;
  }

  synchronized void log(MetadataName name) {
    requests.add(name);
    List<Later> due = callbacks.stream().filter(later -> later.requests == requests.size()).toList();
    callbacks.removeAll(due);
    due.forEach(later -> later.action.run());
  }

  /** The answer that is ordered for a name, if one is. */
  synchronized Optional<Fetched> ordered(MetadataName name) {
    return troubles.stream().filter(trouble -> trouble.names.test(name)).map(Trouble::answer).findFirst();
  }

  private Fetched answer(Gun gun, MetadataName name, long limit, Deadline deadline) {
    if (Thread.currentThread().isInterrupted()) {
      return new Fetched.Failed(new Outage(Outage.Kind.INTERRUPTED, "interrupted while asking for " + name.fileName()));
    }
    if (deadline.hasPassed()) {
      return new Fetched.Failed(new Outage(Outage.Kind.TIMED_OUT, "no time left to ask for " + name.fileName()));
    }
    return ordered(name).orElseGet(() -> honest(gun, name, limit));
  }

  private Fetched honest(Gun gun, MetadataName name, long limit) {
    Optional<byte[]> content = state(gun).file(name.fileName());
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
