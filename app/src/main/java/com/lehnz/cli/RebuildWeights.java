package com.lehnz.cli;

import com.lehnz.weights.WeightLearning;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "weights",
        description = "Learn anew what is bought and liked together, for all items.",
        mixinStandardHelpOptions = true)
final class RebuildWeights implements Runnable {
    @Mixin
    private RebuildTarget target = new RebuildTarget();

    @Override
    public void run() {
        target.each(
                "weights",
                (service, org, progress) ->
                        service.getBean(WeightLearning.class).rebuild(org, progress::to));
    }
}
