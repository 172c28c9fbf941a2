package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Collections from a folder of files, and a memory in a database. */
@EnabledForJreRange(min = JRE.JAVA_25) // for the sake of time: other settings are played on other JDKs
class FolderContractTest extends Setting {
  FolderContractTest() {
    super(Way.FOLDER, Keeper.DATABASE);
  }
}
