package dev.trustverifier.tck;

import dev.trustverifier.Gun;
import dev.trustverifier.source.MetadataName;
import java.util.Objects;

/**
 * One file that a source under test must have.
 *
 * @param gun the collection that it belongs to
 * @param name which of the collection's files it is
 */
public record PublishedFile(Gun gun, MetadataName name) {

  /**
   * Checks that nothing is missing.
   *
   * @param gun the collection that it belongs to
   * @param name which of the collection's files it is
   */
  public PublishedFile {
    Objects.requireNonNull(gun);
    Objects.requireNonNull(name);
  }

  /**
   * Where a Notary server has it, after {@code /v2/}.
   *
   * @return {@code <gun>/_trust/tuf/<file>}
   */
  public String path() {
    return gun + "/_trust/tuf/" + name.fileName();
  }

  @Override
  public String toString() {
    return path();
  }
}
