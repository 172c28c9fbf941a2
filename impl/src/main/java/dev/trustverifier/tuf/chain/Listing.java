package dev.trustverifier.tuf.chain;

/** Sees to it that a file was compared with the very entry that lists it, before anything is read out of it. */
final class Listing {
  private Listing() {}

  static void require(MetadataFile file, FileMeta entry) {
    if (file.listedAs().filter(entry::equals).isEmpty()) {
      throw new IllegalStateException(file.role() + " was not compared with what verified metadata lists for it");
    }
  }
}
