package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Collections from a folder of files, and a memory in a database. */
@EnabledForJreRange(max = JRE.JAVA_24) // for the sake of time
class FolderContractTest extends Setting {
  FolderContractTest() {
    super(Way.FOLDER, Keeper.DATABASE);
  }
}
