/**
 * Asks whether a container image is the one its publisher signed, and may be answered by any implementation.
 *
 * <p>Use {@link dev.trustverifier}; say whom you trust with {@link dev.trustverifier.policy}; extend
 * {@link dev.trustverifier.source} and {@link dev.trustverifier.memory}. There is no run-time dependency.
 */
@org.jspecify.annotations.NullMarked
module dev.trustverifier {
  requires static org.jspecify;

  exports dev.trustverifier;
  exports dev.trustverifier.memory;
  exports dev.trustverifier.policy;
  exports dev.trustverifier.source;
}
