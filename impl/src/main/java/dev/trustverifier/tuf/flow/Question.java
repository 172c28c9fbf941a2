package dev.trustverifier.tuf.flow;

import dev.trustverifier.Deadline;
import dev.trustverifier.Gun;
import dev.trustverifier.memory.MemoryKey;
import dev.trustverifier.source.MetadataSource;
import dev.trustverifier.tuf.Limits;
import dev.trustverifier.tuf.chain.RootTrust;
import java.util.concurrent.Executor;

/**
 * What is asked of one refresh.
 *
 * @param source where the files are
 * @param trust which collection, on what pins, at what instant
 * @param limits how much it may be
 * @param deadline when to give up
 * @param threads which fetch what will be needed; they may leave it undone
 */
public record Question(MetadataSource source, RootTrust trust, Limits limits, Deadline deadline, Executor threads) {
  Gun gun() {
    return trust.gun();
  }

  MemoryKey memoryKey() {
    return new MemoryKey(
        gun(), trust.pins().onFirstUse() ? MemoryKey.Basis.FIRST_USE : MemoryKey.Basis.PINNED);
  }
}
