package com.lehnz.cli;

import picocli.CommandLine.Command;

@Command(
        name = "bench",
        description = "Measure the service on this machine against the engines beneath it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchRecommend.class,
            BenchLoad.class,
            BenchNewItems.class,
            BenchIngest.class,
            BenchEvents.class,
            BenchAccess.class,
            BenchSize.class,
            BenchImports.class,
            BenchReindex.class
        })
final class Bench {}
