package dev.trustverifier.tuf.conformance;

/** Collections handed over directly, and a memory in the process. */
class DirectContractTest extends Setting {
  DirectContractTest() {
    super(Way.DIRECT, Keeper.PROCESS);
  }
}
