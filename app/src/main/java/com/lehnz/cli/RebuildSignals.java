package com.lehnz.cli;

import com.lehnz.events.SignalRebuild;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "signals",
        description = "Count anew what is trending, popular and shown, for all items; workers may run.",
        mixinStandardHelpOptions = true)
final class RebuildSignals implements Runnable {
    @Mixin
    private RebuildTarget target = new RebuildTarget();

    @Override
    public void run() {
        target.each(
                "signals",
                (service, org, progress) -> service.getBean(SignalRebuild.class)
                        .rebuild(org)
                        .doOnNext(progress::add)
                        .then());
    }
}
