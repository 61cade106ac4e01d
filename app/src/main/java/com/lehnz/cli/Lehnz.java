package com.lehnz.cli;

import com.lehnz.evaluation.Evaluate;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import reactor.core.scheduler.Schedulers;

/** The command line of the product. */
@Command(
        name = "lehnz",
        description = "Recommendations for storefronts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Serve.class,
            Accounts.class,
            DeadLetters.class,
            Import.class,
            Reindex.class,
            Rebuild.class,
            Evaluate.class,
            Bench.class
        })
public final class Lehnz {
    private Lehnz() {}

    public static void main(String[] args) {
        Schedulers.setFactory(new SchedulerThreads());
        int status = commandLine().execute(args);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        CommandLine lehnz = new CommandLine(new Lehnz())
                // serve and what operators run take settings of ours and of Spring Boot's, which look like options.
                .setUnmatchedOptionsArePositionalParams(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(Failures.sentence(error)));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
        // Their parameters are files: a misspelt option must not pass for one.
        for (String command : List.of("evaluate", "import")) {
            Objects.requireNonNull(lehnz.getSubcommands().get(command)).setUnmatchedOptionsArePositionalParams(false);
        }
        return lehnz;
    }
}
