package com.lehnz.cli;

import com.lehnz.bench.SizeBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "size",
        description = "What items, users and events take of OpenSearch's disk and heap.",
        mixinStandardHelpOptions = true)
final class BenchSize implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(names = "--items", defaultValue = "100000", description = "Generated items (default: ${DEFAULT-VALUE}).")
    private int items;

    @Option(
            names = "--shops",
            defaultValue = "10",
            description = "How many times the demo shop's 360 shoppers come (default: ${DEFAULT-VALUE}).")
    private int shops;

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new SizeBench(target).run(items, shops));
        return 0;
    }
}
