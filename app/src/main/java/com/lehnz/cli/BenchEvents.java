package com.lehnz.cli;

import com.lehnz.bench.BenchCatalog;
import com.lehnz.bench.EventBench;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "events",
        description =
                "Events accepted and worked through per second against bare Kafka and bulk, and how soon one shows.",
        mixinStandardHelpOptions = true)
final class BenchEvents implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(names = "--items", defaultValue = "1000", description = "Generated items (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--events",
            defaultValue = "60000",
            description = "Events sent at once (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "10,100,1000",
            description = "Events per second beside which freshness is measured (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates = List.of();

    @Option(names = "--probes", defaultValue = "100", description = "Per rate (default: ${DEFAULT-VALUE}).")
    private int probes;

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new EventBench(target, BenchCatalog.generated(items)).run(events, rates, probes));
        return 0;
    }
}
