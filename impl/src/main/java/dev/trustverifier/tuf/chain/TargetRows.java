package dev.trustverifier.tuf.chain;

import dev.trustverifier.Digest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images that one targets file lists, by name. Immutable, and cheap to look up in: rows are made when asked for.
 */
public interface TargetRows {
  Optional<TargetRow> find(String name);

  /** The rows of a digest, in the order of their names: many are passed over quickly. */
  Stream<TargetRow> listing(Digest digest);

  /** All rows in the order of their names. */
  Stream<TargetRow> all();

  /** About how much memory the rows take, in bytes. */
  long size();
}
