package com.lehnz.cli;

import com.lehnz.bench.AccessBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "access",
        description = "What it costs to authenticate a key and to count its request.",
        mixinStandardHelpOptions = true)
final class BenchAccess implements Callable<Integer> {
    @Mixin
    private BenchStage stage = new BenchStage();

    @Option(
            names = "--requests",
            defaultValue = "10000",
            description = "Timed requests of each kind (default: ${DEFAULT-VALUE}).")
    private int requests;

    @Override
    public Integer call() throws Exception {
        stage.run(target -> new AccessBench(target, requests).run());
        return 0;
    }
}
