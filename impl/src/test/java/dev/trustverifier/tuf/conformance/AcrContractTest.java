package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Collections from Azure Container Registries, and a memory in the process. */
@EnabledForJreRange(max = JRE.JAVA_24) // for the sake of time
class AcrContractTest extends Setting {
  AcrContractTest() {
    super(Way.ACR, Keeper.PROCESS);
  }
}
