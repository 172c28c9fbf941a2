package dev.trustverifier.examples.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  Version() {}

  @Override
  public String[] getVersion() {
    String version = Optional.ofNullable(Trustverify.class.getPackage().getImplementationVersion()).orElse("unpackaged");
    return new String[] {"trustverify " + version};
  }
}
