package com.lehnz.cli;

import com.lehnz.bench.ImportBench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "imports",
        description =
                "A large file of items against bare embedding and bulk, broken files, and a service that is killed.",
        mixinStandardHelpOptions = true)
final class BenchImports implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Parameters(arity = "1..*", description = "Catalogs as CSV, plain or .gz; their rows become the items.")
    private List<Path> catalogs = List.of();

    @Option(names = "--size", defaultValue = "50", description = "Megabytes (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--smaller",
            defaultValue = "5",
            description = "Megabytes of the files that are broken or interrupted (default: ${DEFAULT-VALUE}).")
    private int smaller;

    @Option(
            names = "--heap",
            defaultValue = "384",
            description = "Megabytes of the service's process (default: ${DEFAULT-VALUE}).")
    private int heap;

    @Option(names = "--kills", defaultValue = "3", description = "(default: ${DEFAULT-VALUE}).")
    private int kills;

    @Override
    public Integer call() throws Exception {
        ImportBench.Plan plan = new ImportBench.Plan(catalogs, size, smaller, heap, kills);
        stage.runBeside((target, settings) -> new ImportBench(target, settings, plan).run());
        return 0;
    }
}
