package com.lehnz.cli;

import com.lehnz.bench.BenchCatalog;
import com.lehnz.bench.ReindexBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reindex",
        description =
                "Reindexing beside upserts and recommendations, killed and resumed: what is refused, lost or different.",
        mixinStandardHelpOptions = true)
final class BenchReindex implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(names = "--items", defaultValue = "100000", description = "Generated items (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--rate",
            defaultValue = "50",
            description = "Upserts, and as many recommendations, a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--kills",
            defaultValue = "10",
            description = "Reindexings that are killed at a random point and resumed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new ReindexBench(target, BenchCatalog.generated(items)).run(rate, kills));
        return 0;
    }
}
