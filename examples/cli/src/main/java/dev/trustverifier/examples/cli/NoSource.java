package dev.trustverifier.examples.cli;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.Outage;
import dev.trustverifier.source.Fetched;
import dev.trustverifier.source.MetadataName;
import dev.trustverifier.source.MetadataSource;

/** Stands in where a policy file names no source: enough for images about which nobody is asked. */
final class NoSource implements MetadataSource {

  @Override
  public Fetched fetch(Gun gun, MetadataName name, long limit, Deadline deadline) {
    String missing = "no source for " + gun + ": the policy file names none, and no --source is given";
    return new Fetched.Failed(new Outage(Outage.Kind.UNREACHABLE, missing));
  }

  @Override
  public String describe(Gun gun) {
    return "no source";
  }
}
