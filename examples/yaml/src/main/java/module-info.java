/** Settings in YAML, for the examples that people write files for. */
@org.jspecify.annotations.NullMarked
module dev.trustverifier.examples.yaml {
  requires com.fasterxml.jackson.core;
  requires org.snakeyaml.engine;
  requires static org.jspecify;

  exports dev.trustverifier.examples.yaml;
}
