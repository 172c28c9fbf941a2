/**
 * The verifier: the TUF chain of evidence for Notary v1, and the sources and memories that come in the box.
 *
 * <p>Start at {@code dev.trustverifier.tuf.TufTrustVerifier}.
 */
@org.jspecify.annotations.NullMarked
module dev.trustverifier.tuf {
  requires transitive dev.trustverifier;
  requires transitive java.sql;
  requires static jdk.jfr;
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.github.benmanes.caffeine;
  requires java.net.http;
  requires org.bouncycastle.provider;

  exports dev.trustverifier.tuf;
  exports dev.trustverifier.tuf.acr;
  exports dev.trustverifier.tuf.bundle;
  exports dev.trustverifier.tuf.config;
  exports dev.trustverifier.tuf.credential;
  exports dev.trustverifier.tuf.notary;
  exports dev.trustverifier.tuf.store;
}
