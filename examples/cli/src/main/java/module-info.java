/** The command line {@code trustverify}. */
@org.jspecify.annotations.NullMarked
module dev.trustverifier.examples.cli {
  requires com.fasterxml.jackson.core;
  requires dev.trustverifier;
  requires dev.trustverifier.examples.yaml;
  requires dev.trustverifier.tuf;
  requires info.picocli;
  requires java.sql;
  requires static org.jspecify;

  opens dev.trustverifier.examples.cli to info.picocli;

  provides System.LoggerFinder with dev.trustverifier.examples.cli.SilentLoggerFinder;
}
