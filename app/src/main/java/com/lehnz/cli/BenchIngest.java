package com.lehnz.cli;

import com.lehnz.bench.BenchCatalog;
import com.lehnz.bench.IngestBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "ingest",
        description = "Items through the public API against bare embedding and bulk; events through the public API.",
        mixinStandardHelpOptions = true)
final class BenchIngest implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(names = "--items", defaultValue = "5000", description = "Generated items (default: ${DEFAULT-VALUE}).")
    private int items;

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new IngestBench(target, BenchCatalog.generated(items)).run());
        return 0;
    }
}
