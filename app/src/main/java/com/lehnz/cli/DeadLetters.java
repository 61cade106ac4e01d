package com.lehnz.cli;

import picocli.CommandLine.Command;

@Command(
        name = "dead-letters",
        description = "Look into records that could not be handled, and send them on their way again.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DeadLettersList.class, DeadLettersShow.class, DeadLettersReplay.class})
final class DeadLetters {}
