package dev.trustverifier.tck.repository;

import dev.trustverifier.Digest;
import dev.trustverifier.Gun;
import dev.trustverifier.RoleName;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a server has of a collection at one time: current files, and every file of that time and before by its hash,
 * and every root by its version. Immutable.
 */
public final class State {
  private final Gun gun;
  private final SortedMap<String, byte[]> files;

  /**
   * Any files.
   *
   * @param gun the collection
   * @param files contents by the names that a Notary server gives them, such as {@code targets/releases.json}
   */
  public State(Gun gun, Map<String, byte[]> files) {
    this.gun = Objects.requireNonNull(gun);
    this.files = new TreeMap<>(files);
    this.files.replaceAll((name, content) -> content.clone());
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
   * All files.
   *
   * @return copies, by name
   */
  public SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> copies = new TreeMap<>(files);
    copies.replaceAll((name, content) -> content.clone());
    return copies;
  }

  /**
   * One file.
   *
   * @param fileName its name
   * @return a copy
   */
  public Optional<byte[]> file(String fileName) {
    return Optional.ofNullable(files.get(fileName)).map(byte[]::clone);
  }

  /**
   * The current file of a role.
   *
   * @param role the role
   * @return a copy
   * @throws NoSuchElementException if there is none
   */
  public byte[] current(RoleName role) {
    return file(currentName(role)).orElseThrow(() -> new NoSuchElementException(role + " has no file in " + gun));
  }

  /**
   * The same with a file added or replaced.
   *
   * @param fileName its name
   * @param content its content
   * @return another state
   */
  public State with(String fileName, byte[] content) {
    Map<String, byte[]> other = new TreeMap<>(files);
    other.put(fileName, content);
    return new State(gun, other);
  }

  /**
   * The same without a file.
   *
   * @param fileName its name
   * @return another state
   */
  public State without(String fileName) {
    Map<String, byte[]> other = new TreeMap<>(files);
    other.remove(fileName);
    return new State(gun, other);
  }

  /**
   * The same without a role's current file, under all its names.
   *
   * @param role the role
   * @return another state
   * @throws NoSuchElementException if there is none
   */
  public State without(RoleName role) {
    byte[] content = current(role);
    Map<String, byte[]> other = new TreeMap<>(files);
    other.remove(currentName(role));
    other.values().removeIf(bytes -> Arrays.equals(bytes, content));
    return new State(gun, other);
  }

  /**
   * The same with the current file of a role taken from another time, to mix and match.
   *
   * @param other that time
   * @param role the role
   * @return another state
   * @throws NoSuchElementException if the role had no file then
   */
  public State with(State other, RoleName role) {
    byte[] content = other.current(role);
    return with(currentName(role), content).with(role + "." + Digest.sha256(content).hex() + ".json", content);
  }

  /**
   * The same files, passed off as those of another collection.
   *
   * @param other the other collection
   * @return another state
   */
  public State as(Gun other) {
    return new State(other, files);
  }

  private static String currentName(RoleName role) {
    return role + ".json";
  }
}
