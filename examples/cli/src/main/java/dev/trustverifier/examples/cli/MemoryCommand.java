package dev.trustverifier.examples.cli;

import picocli.CommandLine.Command;

/** {@code trustverify memory}: what can be done with a trust memory. */
@Command(
    name = "memory",
    description = "Lists, shows and forgets what --trust-dir or --trust-db remembers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "list|show|forget")
final class MemoryCommand {
  MemoryCommand() {}
}
