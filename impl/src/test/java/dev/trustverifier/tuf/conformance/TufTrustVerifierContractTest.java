package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * The verifier in the box is one, with every source and every memory that come with it. Sources and memories know
 * nothing of each other, so each is played once; and on later JDKs, for the sake of time, the first setting alone.
 */
class TufTrustVerifierContractTest {
  @Nested
  class DirectlyAndInTheProcess extends Setting {
    DirectlyAndInTheProcess() {
      super(Way.DIRECT, Keeper.PROCESS);
    }
  }

  @Nested
  @EnabledForJreRange(max = JRE.JAVA_24)
  class OverHttpAndInAFile extends Setting {
    OverHttpAndInAFile() {
      super(Way.HTTP, Keeper.FILE);
    }
  }

  @Nested
  @EnabledForJreRange(max = JRE.JAVA_24)
  class FromAFolderAndInADatabase extends Setting {
    FromAFolderAndInADatabase() {
      super(Way.FOLDER, Keeper.DATABASE);
    }
  }
}
