package com.lehnz.cli;

import com.lehnz.bench.BenchCatalog;
import com.lehnz.bench.NewItemsBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "new-items",
        description = "How often items that came today, and nobody has seen yet, are recommended.",
        mixinStandardHelpOptions = true)
final class BenchNewItems implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(names = "--items", defaultValue = "2000", description = "Generated items (default: ${DEFAULT-VALUE}).")
    private int items;

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new NewItemsBench(target, BenchCatalog.generated(items)).run());
        return 0;
    }
}
