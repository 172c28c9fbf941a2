/** The tests, as a module: open, so that JUnit finds them. */
open module dev.trustverifier.examples.source.test {
  requires dev.trustverifier.examples.source;
  requires dev.trustverifier.tck;
  requires dev.trustverifier.tuf;
  requires org.junit.jupiter.api;
}
