package dev.trustverifier.tuf.chain;

import dev.trustverifier.RoleName;
import dev.trustverifier.source.MetadataName;

/**
 * What differs from one kind of TUF repository to another: how files are named, how they are spelt, how keys and
 * signatures are written, and which bytes are signed. The chain itself is the same for all.
 */
public interface Dialect {

  Unverified<Metadata.Root> root(MetadataFile file) throws Refused;

  Unverified<Metadata.Timestamp> timestamp(MetadataFile file) throws Refused;

  Unverified<Metadata.Snapshot> snapshot(MetadataFile file) throws Refused;

  Unverified<Metadata.Targets> targets(MetadataFile file) throws Refused;

  /** Under which name a file that verified metadata lists is to be had. */
  MetadataName nameOf(RoleName role, FileMeta meta);
}
