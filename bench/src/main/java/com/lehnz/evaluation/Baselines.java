package com.lehnz.evaluation;

import com.lehnz.evaluation.protocol.Experiment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "baselines",
        description = "What popularity, neighbourhoods and EASE reach on the log; needs no service.",
        mixinStandardHelpOptions = true)
final class Baselines implements Callable<Integer> {
    @Mixin
    private ProtocolOptions protocol = new ProtocolOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Console say = new Console(spec);
        Experiment experiment = protocol.experiment();
        protocol.report(experiment, new Contest(experiment, say).baselines(), say);
        return 0;
    }
}
