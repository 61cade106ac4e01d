package com.lehnz.cli;

import com.lehnz.LehnzApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Something that an operator does to the OpenSearch of a deployment, whether its nodes run or not. */
final class Operation {
    @Parameters(
            paramLabel = "--SETTING=VALUE",
            description = "Where the deployment is, such as --lehnz.opensearch.uri=https://search:9200.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--home", description = "The folder of a running ./lehnz up, to work on its OpenSearch.")
    private @Nullable Path home;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(settings);
        if (home != null) {
            arguments.add("--lehnz.opensearch.uri=" + new Home(home).opensearch());
        }
        return arguments.toArray(String[]::new);
    }

    <T> T run(Function<ApplicationContext, Mono<T>> work) {
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(LehnzApplication.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .properties("lehnz.role=api", "logging.level.root=error", "logging.threshold.console=OFF")
                .run(arguments())) {
            return Objects.requireNonNull(work.apply(service).block());
        }
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
