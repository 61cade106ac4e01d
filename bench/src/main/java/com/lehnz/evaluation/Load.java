package com.lehnz.evaluation;

import com.lehnz.evaluation.log.Interaction;
import com.lehnz.evaluation.service.Api;
import com.lehnz.evaluation.service.Loader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        description = "Send the items and events of the training part to a service, into an empty shop.",
        mixinStandardHelpOptions = true)
final class Load implements Callable<Integer> {
    @Mixin
    private LogOptions log = new LogOptions();

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Option(
            names = "--shift-to-now",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Move all times so that the last training event happens now: a service damps what is long ago "
                            + "(default: ${DEFAULT-VALUE}).")
    private boolean shiftToNow = true;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Console say = new Console(spec);
        List<Interaction> training = log.parts().training();
        List<String> items =
                training.stream().map(Interaction::item).distinct().sorted().toList();
        Duration shift = shiftToNow ? Duration.between(training.getLast().time(), Instant.now()) : Duration.ZERO;
        try (Api api = service.open()) {
            Loader loader = new Loader(api, log.mapping().event(), say);
            loader.items(items, log.log().attributes());
            loader.history(training, shift);
        }
        say.accept("Now rebuild what the service learns in the background, or let it, and run: ./lehnz evaluate ask");
        return 0;
    }
}
