package dev.trustverifier.tck.server;

import dev.trustverifier.Gun;
import dev.trustverifier.tck.repository.CertificateAuthority;
import dev.trustverifier.tck.repository.SimulatedRepository;
import dev.trustverifier.tck.repository.State;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What all emulators can be told, whatever server they stand for. Safe for use by several threads.
 *
 * @param <E> the emulator itself
 */
public abstract sealed class Emulator<E extends Emulator<E>> implements AutoCloseable
    permits NotaryEmulator, AcrEmulator {
  private final ServedFiles files;
  private final ScriptedSite site;
  private final Loopback loopback;
  private final URI uri;

  Emulator(Desk desk, ServedFiles files, Optional<CertificateAuthority> authority, InstantSource clock) {
    this.files = files;
    site = new ScriptedSite(desk, clock);
    loopback = new Loopback(authority.map(ca -> ServerTls.issuedBy(ca, clock.instant())), site);
    uri = URI.create((authority.isPresent() ? "https" : "http") + "://127.0.0.1:" + loopback.port());
  }

  abstract E self();

  /**
   * Where it listens.
   *
   * @return scheme, 127.0.0.1 and port; no path
   */
  public URI uri() {
    return uri;
  }

  /**
   * Always serves what a repository published last.
   *
   * @param repository the repository; publish in between requests, not during one
   * @return this
   */
  public E serve(SimulatedRepository repository) {
    return serve(repository.gun(), repository::state);
  }

  /**
   * Serves a state from now on, in place of what it served of that collection.
   *
   * @param state the state, be it a past one
   * @return this
   */
  public E serve(State state) {
    return serve(state.gun(), () -> state);
  }

  /**
   * Asks for a state at every request from now on.
   *
   * @param gun the collection
   * @param state what to serve of it; asked by several threads
   * @return this
   */
  public E serve(Gun gun, Supplier<State> state) {
    files.serve(Objects.requireNonNull(gun), Objects.requireNonNull(state));
    return self();
  }

  /**
   * Misbehaves from now on; of several orders that fit a request, the last one is followed. Every order counts the
   * requests that fit it, also those that another one is followed at.
   *
   * @param requests at which requests
   * @param how how
   * @return this
   */
  public E misbehave(Requests requests, Misbehaviour how) {
    site.script().add(Objects.requireNonNull(requests), Objects.requireNonNull(how));
    return self();
  }

  /**
   * Receives new connections otherwise from now on.
   *
   * @param how how
   * @return this
   */
  public E receive(Reception how) {
    site.reception(Objects.requireNonNull(how));
    return self();
  }

  /**
   * Behaves from now on, at new requests and new connections.
   *
   * @return this
   */
  public E behave() {
    site.script().clear();
    return receive(Reception.NORMAL);
  }

  /**
   * What was asked since the start.
   *
   * @return the requests in the order in which they were read
   */
  public List<ReceivedRequest> requests() {
    return site.log();
  }

  /**
   * How many connections there have been.
   *
   * @return their number since the start
   */
  public int connectionsAccepted() {
    return loopback.accepted();
  }

  /**
   * How many connections there are.
   *
   * @return those that neither side has closed; one that was closed this moment may still count
   */
  public int connectionsOpen() {
    return loopback.open();
  }

  /** Hangs up on everybody, frees the port, and ends all threads. Safe to call twice. */
  @Override
  public void close() {
    loopback.close();
  }
}
