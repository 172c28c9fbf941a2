package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Collections from a server over HTTP, and a memory in files. */
@EnabledForJreRange(max = JRE.JAVA_24) // for the sake of time: other settings are played on other JDKs
class HttpContractTest extends Setting {
  HttpContractTest() {
    super(Way.HTTP, Keeper.FILE);
  }
}
