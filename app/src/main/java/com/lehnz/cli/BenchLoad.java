package com.lehnz.cli;

import com.lehnz.bench.BenchCatalog;
import com.lehnz.bench.LoadBench;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "load",
        description = "How many recommendations a second there can be, and what they take at a steady rate.",
        mixinStandardHelpOptions = true)
final class BenchLoad implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(names = "--items", defaultValue = "27000", description = "Generated items (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(names = "--rate", defaultValue = "200", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            description = "Of each of the four measurements of a strategy (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--strategies",
            split = ",",
            defaultValue = "popular,similar,frequently-consumed-together,personalized",
            description = "Default: ${DEFAULT-VALUE}.")
    private List<String> strategies = List.of();

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new LoadBench(target, BenchCatalog.generated(items), rate, Duration.ofSeconds(seconds))
                .run(strategies));
        return 0;
    }
}
