package com.lehnz.cli;

import com.lehnz.LehnzApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Something that an operator does to the OpenSearch of a deployment, whether its nodes run or not. */
final class Operation {
    @Parameters(
            paramLabel = "--SETTING=VALUE",
            description = "Where the deployment is, such as --lehnz.opensearch.uri=https://search:9200.")
    private List<String> settings = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    <T> T run(Function<ApplicationContext, Mono<T>> work) {
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(LehnzApplication.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .properties("lehnz.role=api", "logging.level.root=error")
                .run(settings.toArray(String[]::new))) {
            return Objects.requireNonNull(work.apply(service).block());
        }
    }

    void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
