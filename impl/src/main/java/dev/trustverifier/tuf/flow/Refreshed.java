package dev.trustverifier.tuf.flow;

import dev.trustverifier.memory.OnceTrusted;
import dev.trustverifier.tuf.chain.TrustedCollection;
import java.util.List;

/**
 * What came of a refresh.
 *
 * @param collection as the source shows it
 * @param onceTrusted the images that are remembered to have been trusted
 */
public record Refreshed(TrustedCollection collection, List<OnceTrusted> onceTrusted) {
  public Refreshed {
    onceTrusted = List.copyOf(onceTrusted);
  }
}
