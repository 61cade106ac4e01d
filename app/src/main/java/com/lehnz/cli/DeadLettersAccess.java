package com.lehnz.cli;

import com.lehnz.pipeline.DeadLetterFile;
import com.lehnz.pipeline.PipelineProperties;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which Kafka to look into, and where to write what is there. */
final class DeadLettersAccess {
    @Option(
            names = "--lehnz.kafka.bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The brokers; otherwise those that the service's configuration names.")
    private @Nullable String bootstrapServers;

    @Option(names = "--home", description = "The folder of a running ./lehnz up, to look into its Kafka.")
    private @Nullable Path home;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    void with(Consumer<DeadLetterFile> work) {
        List<String> settings = new ArrayList<>();
        if (home != null) {
            settings.add("--lehnz.kafka.bootstrap-servers=" + new Home(home).kafka());
        }
        if (bootstrapServers != null) {
            settings.add("--lehnz.kafka.bootstrap-servers=" + bootstrapServers);
        }
        try (var context = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                .properties("logging.threshold.console=OFF")
                .run(settings.toArray(String[]::new))) {
            work.accept(new DeadLetterFile(context.getBean(PipelineProperties.class)));
        }
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    @EnableConfigurationProperties(PipelineProperties.class)
    static final class Settings {}
}
