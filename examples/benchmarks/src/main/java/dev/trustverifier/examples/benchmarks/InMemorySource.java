package dev.trustverifier.examples.benchmarks;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;

/**
 * Hands out the files of one collection, and takes no time for it.
 *
 * @param collection whose files
 */
record InMemorySource(HonestCollection collection) implements MetadataSource {

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    return collection.file(name.fileName())
        .<Fetched>map(content -> content.length > limit ? new Fetched.TooLarge() : new Fetched.Found(content))
        .orElseGet(Fetched.Absent::new);
  }

  @Override
  public String describe(Gun gun) {
    return "memory";
  }
}
