package dev.trustverifier;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which image is meant: a repository with a tag, a digest, or both. Immutable.
 *
 * <p>Texts are read exactly as docker reads them, so that what is verified is what will be run: {@code alpine} means
 * {@code docker.io/library/alpine:latest}, {@code index.docker.io} means {@code docker.io}, and no tag is added where
 * there is a digest. Two things docker takes are refused: a name such as {@code my_host.example/app}, in which docker
 * finds no host (a host has no underscore), and a host longer than 255 characters.
 *
 * @param gun the repository
 * @param tag the tag, if one was given or implied
 * @param digest the digest, if one was given
 */
public record ImageReference(Gun gun, Optional<String> tag, Optional<Digest> digest) {

  /** The longest host, path, tag and digest with what stands between them; more cannot be legal. */
  private static final int LONGEST = 776;
  private static final String DEFAULT_TAG = "latest";
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern IMAGE_ID = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the tag.
   *
   * @throws IllegalArgumentException if there is neither tag nor digest, or the tag is not 1 to 128 ASCII letters,
   *     digits, underscores, periods and hyphens, the first of them no period or hyphen
   */
  public ImageReference {
    Objects.requireNonNull(gun);
    if (tag.isEmpty() && digest.isEmpty()) {
      throw new IllegalArgumentException("a reference has a tag or a digest: " + gun);
    }
    if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
      throw new IllegalArgumentException("the tag '" + OneLine.of(tag.get())
          + "' is not 1 to 128 letters, digits, '_', '.' and '-', starting with none of the last two");
    }
  }

  /**
   * Reads {@code [host/]path[:tag][@digest]} and makes it whole.
   *
   * @param text an image as docker's users write it, such as {@code alpine:3.20}
   * @return the image, with its host, and with the tag {@code latest} if there was neither tag nor digest
   * @throws IllegalArgumentException if docker would not take the text, or if one of the two exceptions above applies;
   *     the message is one line and names the part and the rule it breaks
   */
  public static ImageReference parse(String text) {
    try {
      return read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an image reference: '" + OneLine.of(text) + "': " + e.getMessage(), e);
    }
  }

  private static ImageReference read(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("it is longer than " + LONGEST + " characters");
    }
    if (IMAGE_ID.matcher(text).matches()) {
      throw new IllegalArgumentException("64 hexadecimal digits are the id of an image, not a name");
    }
    int at = text.indexOf('@');
    String named = at < 0 ? text : text.substring(0, at);
    int colon = named.lastIndexOf(':');
    boolean tagged = colon > named.lastIndexOf('/');
    RepositoryName name = RepositoryName.normalise(tagged ? named.substring(0, colon) : named);
    Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
    Optional<String> implied = at < 0 ? Optional.of(DEFAULT_TAG) : Optional.empty();
    Optional<String> tag = tagged ? Optional.of(named.substring(colon + 1)) : implied;
    return new ImageReference(new Gun(name.toString()), tag, digest);
  }

  /**
   * The same image, known by a digest.
   *
   * @param known the digest, which replaces any other
   * @return repository, tag if there is one, and digest
   */
  public ImageReference withDigest(Digest known) {
    return new ImageReference(gun, tag, Optional.of(known));
  }

  /**
   * The whole reference; {@link #parse} reads it back.
   *
   * @return {@code host/path[:tag][@digest]}
   */
  @Override
  public String toString() {
    return gun + tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
  }

  static void requireRepository(String name) {
    RepositoryName.requireFull(name);
  }
}
