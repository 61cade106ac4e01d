package com.lehnz.cli;

import picocli.CommandLine.Command;

@Command(
        name = "rebuild",
        description = "Derive anew what is derived from stored events.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {RebuildWeights.class, RebuildSignals.class})
final class Rebuild {}
