package com.lehnz.evaluation;

import picocli.CommandLine.Command;

/** The command {@code evaluate} with its phases. */
@Command(
        name = "evaluate",
        description = "Measure the quality of recommendations on a log, through the public API, beside baselines.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Load.class, Ask.class, Baselines.class})
public final class Evaluate {}
