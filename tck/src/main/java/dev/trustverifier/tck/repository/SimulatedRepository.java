package dev.trustverifier.tck.repository;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A Notary v1 repository in memory, with all its private keys: honest until told to lie.
 *
 * <pre>{@code
 * SimulatedRepository repository = SimulatedRepository.of(new Gun("registry.example/app"), ManualClock.at(now));
 * repository.addTarget(RoleName.TARGETS, "v1", Digest.sha256(manifest)).publish();
 * repository.tamper(RoleName.TIMESTAMP, body -> body.put("version", 0)).publish();
 * }</pre>
 *
 * <p>New keys are P-256; the root's is a certificate that signed itself and whose name is the collection's. Nothing is
 * served before the first {@link #publish}. Lies and {@link #version} hold for the next publication only, and make the
 * role change in it. Not safe for use by several threads.
 */
public final class SimulatedRepository {
  private final Gun gun;
  private final RoleTable table;
  private final Press press;

  private SimulatedRepository(Gun gun, RoleTable table, Press press) {
    this.gun = gun;
    this.table = table;
    this.press = press;
  }

  /**
   * A repository with new keys and without images.
   *
   * @param gun the collection's name
   * @param clock from which expiries are counted, when a file is written
   * @return the repository
   */
  public static SimulatedRepository of(Gun gun, InstantSource clock) {
    RoleTable table = RoleTable.of(gun, clock.instant());
    return new SimulatedRepository(gun, table, new Press(gun, table, clock));
  }

  /**
   * The same publisher in a life of its own.
   *
   * @param clock from which the copy counts expiries
   * @return one with the same keys and publications
   */
  public SimulatedRepository copy(InstantSource clock) {
    RoleTable same = table.copy();
    return new SimulatedRepository(gun, same, press.copy(same, clock));
  }

  /**
   * The collection.
   *
   * @return its name
   */
  public Gun gun() {
    return gun;
  }

  /**
   * The keys of a role, as they are or will be published.
   *
   * @param role the role
   * @return its keys
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public RoleKeys keys(RoleName role) {
    return table.keys(role);
  }

  /**
   * Gives a role other keys: whoever names its keys changes, and so does the role. A changed root is signed by the keys
   * of the root published before, too.
   *
   * @param role the role
   * @param keys its keys from now on
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository keys(RoleName role, RoleKeys keys) {
    return rekeyed(role, table.keys(role, keys));
  }

  /**
   * Gives a role as many new keys of the same kinds, as {@link #keys(RoleName, RoleKeys)} does.
   *
   * @param role the role
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository rotate(RoleName role) {
    return keys(role, keys(role).successors());
  }

  /**
   * Gives a role another threshold.
   *
   * @param role the role
   * @param number how many of its keys must sign; any number
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository setThreshold(RoleName role, int number) {
    return keys(role, keys(role).threshold(number));
  }

  /**
   * Delegates all names to a role, with one new key. As with docker, the role has no file, and snapshot does not list
   * it, before it has something to say: an image, a delegation, a lie, or {@link #sign}.
   *
   * @param role a delegation; its delegator is in its name
   * @return this
   * @throws NoSuchElementException if nobody delegates to the delegator
   */
  public SimulatedRepository delegate(RoleName role) {
    return delegate(role, RoleKeys.fresh(KeyAlgorithm.ECDSA_P256), "");
  }

  /**
   * Delegates some names to a role, or changes how.
   *
   * @param role a delegation; its delegator is in its name
   * @param keys its keys
   * @param paths the beginnings of names that it may sign; without any it may sign nothing
   * @return this
   * @throws NoSuchElementException if nobody delegates to the delegator
   */
  public SimulatedRepository delegate(RoleName role, RoleKeys keys, String... paths) {
    table.delegate(role, new TargetsContent.Delegation(keys, List.of(paths)));
    return rekeyed(role, role.delegator());
  }

  /**
   * Ends a delegation, and all below it. Their files stay, but snapshot lists them no more.
   *
   * @param role a delegation
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository undelegate(RoleName role) {
    table.undelegate(role);
    press.drop(role);
    return sign(role.delegator());
  }

  /**
   * Adds an image, or replaces it.
   *
   * @param role who signs it
   * @param name its tag
   * @param digest its manifest's digest
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository addTarget(RoleName role, String name, Digest digest) {
    return addTarget(role, name, TargetFile.of(digest));
  }

  /**
   * Adds an image, or replaces it.
   *
   * @param role who signs it
   * @param name its tag
   * @param file what the role says of it
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository addTarget(RoleName role, String name, TargetFile file) {
    table.content(role).targets().put(name, file);
    return sign(role);
  }

  /**
   * Removes an image; nothing is removed where there is none.
   *
   * @param role who signed it
   * @param name its tag
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository removeTarget(RoleName role, String name) {
    table.content(role).targets().remove(name);
    return sign(role);
  }

  /**
   * Writes a role anew at the next publication, even if it says nothing new.
   *
   * @param role the role
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository sign(RoleName role) {
    draft(role).change();
    return this;
  }

  /**
   * Fixes when a role expires, until this is said again. Otherwise it is ten years for root, two weeks for timestamp
   * and three years for others, counted when they are written.
   *
   * @param role the role
   * @param instant its expiry, be it past
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository expires(RoleName role, Instant instant) {
    draft(role).expires(instant);
    return this;
  }

  /**
   * Fixes a role's version at the next publication; the one after adds 1 to it.
   *
   * @param role the role
   * @param number its version, be it an earlier one
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository version(RoleName role, long number) {
    draft(role).version(number);
    return this;
  }

  /**
   * The version of a role's last file.
   *
   * @param role the role
   * @return 1 or more; 0 before its first publication
   */
  public long version(RoleName role) {
    return press.version(role);
  }

  /**
   * Changes what a role says at the next publication, before it is signed.
   *
   * @param role the role
   * @param change what to do to the body
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository tamper(RoleName role, Consumer<JsonObject> change) {
    draft(role).lies().addBody(change);
    return this;
  }

  /**
   * Changes a role's file at the next publication, after it was signed; those who list it list the changed file.
   *
   * @param role the role
   * @param change what to do to the body and its signatures
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository tamperEnvelope(RoleName role, Consumer<Envelope> change) {
    draft(role).lies().addEnvelope(change);
    return this;
  }

  /**
   * Changes the bytes of a role's file at the next publication; those who list it list the changed bytes.
   *
   * @param role the role
   * @param change makes other bytes
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository tamperFile(RoleName role, UnaryOperator<byte[]> change) {
    draft(role).lies().addListed(change);
    return this;
  }

  /**
   * Changes the bytes that are served for a role after the next publication; those who list it list the bytes before,
   * also in the name of the file.
   *
   * @param role the role
   * @param change makes other bytes
   * @return this
   * @throws NoSuchElementException if nobody delegates to the role
   */
  public SimulatedRepository tamperServed(RoleName role, UnaryOperator<byte[]> change) {
    draft(role).lies().addServed(change);
    return this;
  }

  /**
   * Writes what has changed, with versions one higher, and all that must change with it; timestamp in any case.
   *
   * @return all that is served now
   */
  public State publish() {
    return press.publish();
  }

  /**
   * Takes the last publication back: versions and what is served are as before it, and what it wrote is written anew at
   * the next one, honestly. Keys, images and delegations stay as they were last said.
   *
   * @return this
   * @throws NoSuchElementException if nothing is published
   */
  public SimulatedRepository retract() {
    press.retract();
    return this;
  }

  /**
   * All that is served now.
   *
   * @return the last publication; no files before the first one
   */
  public State state() {
    return press.state();
  }

  /**
   * Every publication that was not taken back.
   *
   * @return the first one first
   */
  public List<State> history() {
    return press.states();
  }

  private RoleDraft draft(RoleName role) {
    table.require(role);
    return press.draft(role);
  }

  /** A role without a file gets none by having other keys. */
  private SimulatedRepository rekeyed(RoleName role, RoleName namedBy) {
    press.draft(namedBy).change();
    if (press.writes(role)) {
      press.draft(role).change();
    }
    return this;
  }
}
