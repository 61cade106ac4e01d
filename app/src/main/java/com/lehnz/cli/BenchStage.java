package com.lehnz.cli;

import com.lehnz.bench.Target;
import java.nio.file.Files;
import java.nio.file.Path;
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

    void run(Measurement measurement) throws Exception {
        Path folder = Files.createTempDirectory("lehnz-bench");
        Consumer<String> say = line -> {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        };
        try (LocalService service = LocalService.start(new Home(folder), engines.archives(), 0, say)) {
            measurement.run(Target.open(
                    service.context(), service.url(), service.stack().opensearch(), say));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
