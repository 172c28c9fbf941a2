package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.Nested;

/**
 * The verifier in the box is one, with every source and every memory that come with it. Sources and memories know
 * nothing of each other, so each is played once.
 */
class TufTrustVerifierContractTest {
  @Nested
  class DirectlyAndInTheProcess extends Setting {
    DirectlyAndInTheProcess() {
      super(Way.DIRECT, Keeper.PROCESS);
    }
  }

  @Nested
  class OverHttpAndInAFile extends Setting {
    OverHttpAndInAFile() {
      super(Way.HTTP, Keeper.FILE);
    }
  }

  @Nested
  class FromAFolderAndInADatabase extends Setting {
    FromAFolderAndInADatabase() {
      super(Way.FOLDER, Keeper.DATABASE);
    }
  }
}
