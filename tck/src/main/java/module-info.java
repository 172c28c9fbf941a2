/**
 * Contracts for those who implement a part of TrustVerifier of their own, as JUnit 5 interfaces: implement one in a
 * test class, say how to make the thing, and its tests run. And a repository that lies on request, for tests of
 * verifiers.
 *
 * <p>Independent of the implementation in the box, which is judged by the same contracts.
 */
@org.jspecify.annotations.NullMarked
module dev.trustverifier.tck {
  requires transitive dev.trustverifier;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.trustverifier.tck;
  exports dev.trustverifier.tck.repository;
  exports dev.trustverifier.tck.server;

  opens dev.trustverifier.tck to
      org.junit.platform.commons;
}
