package dev.trustverifier.tuf.conformance;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Collections from Azure Container Registries, and a memory in the process. */
@EnabledForJreRange(min = JRE.JAVA_25) // for the sake of time: other settings are played on other JDKs
class AcrContractTest extends Setting {
  AcrContractTest() {
    super(Way.ACR, Keeper.PROCESS);
  }
}
