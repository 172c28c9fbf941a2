/**
 * Makes YAML into JSON: {@link dev.trustverifier.examples.yaml.YamlText}.
 *
 * <p><b>Why it is so.</b> The library reads policies from strict JSON only. People write YAML, in which much can be said
 * twice, by reference or by accident; so what has no plain counterpart in JSON is refused, and every value keeps its
 * line, so that a fault found in the JSON can be shown where it was written.
 */
package dev.trustverifier.examples.yaml;
