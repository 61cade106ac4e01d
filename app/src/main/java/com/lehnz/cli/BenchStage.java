package com.lehnz.cli;

import com.lehnz.bench.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A service and engines that nobody else uses, in a folder that is gone afterwards. */
final class BenchStage {
    @Mixin
    private EnginesOption engines = new EnginesOption();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    interface Measurement {
        void run(Target target) throws Exception;
    }

    interface MeasurementBeside {
        /** @param settings of nodes on the same engines */
        void run(Target target, List<String> settings) throws Exception;
    }

    void run(Measurement measurement) throws Exception {
        start((target, settings) -> measurement.run(target));
    }

    /** With a service that works through nothing: what is measured are nodes of the measurement's own. */
    void runBeside(MeasurementBeside measurement) throws Exception {
        start(measurement, "--lehnz.role=api");
    }

    private void start(MeasurementBeside measurement, String... more) throws Exception {
        Path folder = Files.createTempDirectory("lehnz-bench");
        Consumer<String> say = line -> {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        };
        try (LocalService service = LocalService.start(new Home(folder), engines.archives(), 0, say, more)) {
            Target target = Target.open(
                    service.context(), service.url(), service.stack().opensearch(), say);
            measurement.run(target, service.settings());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
