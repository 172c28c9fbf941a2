/**
 * How long a verdict takes: see {@code dev.trustverifier.examples.benchmarks}.
 *
 * <p>Nobody compiles against it, so nothing is exported; JMH makes its way in by reflection.
 */
@org.jspecify.annotations.NullMarked
open module dev.trustverifier.examples.benchmarks {
  requires dev.trustverifier.tuf;
  requires jdk.httpserver;
  requires jmh.core;
  requires static org.jspecify;
}
