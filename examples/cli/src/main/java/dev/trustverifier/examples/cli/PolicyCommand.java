package dev.trustverifier.examples.cli;

import picocli.CommandLine.Command;

/** {@code trustverify policy}: what can be asked of a policy file. */
@Command(
    name = "policy",
    description = "Checks, explains and tests a policy file.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "check|explain|test")
final class PolicyCommand {
  PolicyCommand() {}
}
