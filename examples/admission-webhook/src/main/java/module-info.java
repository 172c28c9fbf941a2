/**
 * The gate of a cluster: answers an API server's webhooks about images.
 *
 * <p>Run {@code dev.trustverifier.examples.webhook.AdmissionWebhook}, or mount the handlers of {@code
 * dev.trustverifier.examples.webhook.review} in a server of your own.
 */
@org.jspecify.annotations.NullMarked
module dev.trustverifier.examples.webhook {
  requires com.fasterxml.jackson.core;
  requires com.zaxxer.hikari;
  requires transitive dev.trustverifier;
  requires dev.trustverifier.examples.yaml;
  requires transitive dev.trustverifier.tuf;
  requires java.logging;
  requires java.management;
  requires org.bouncycastle.provider;
  requires org.eclipse.jetty.server;
  requires org.postgresql.jdbc;
  requires static org.jspecify;

  exports dev.trustverifier.examples.webhook.gate;
  exports dev.trustverifier.examples.webhook.review;
  exports dev.trustverifier.examples.webhook.settings;
}
