package com.lehnz.cli;

import com.lehnz.LehnzApplication;
import com.lehnz.engine.EngineSchema;
import com.lehnz.localstack.LocalStack;
import com.lehnz.localstack.LocalStackSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service on engines of its own, for as long as a command runs.
 *
 * @param settings what makes another node one of the same deployment
 */
record LocalService(LocalStack stack, ConfigurableApplicationContext context, List<String> settings)
        implements AutoCloseable {

    /** The setting that opens the metrics; a new one with every start. */
    static final String METRICS_TOKEN = "lehnz.metrics.token";

    /**
     * @param port of the service, or 0 for a free one
     * @param more settings of this node
     */
    static LocalService start(Home home, Path engines, int port, Consumer<String> say, String... more)
            throws IOException {
        LocalStack stack = LocalStack.start(LocalStackSettings.of(engines, home.stack()), say::accept);
        try {
            say.accept("Starting the service");
            List<String> settings = List.of(
                    "--lehnz.accounts.signing-key=" + home.signingKey(),
                    "--lehnz.opensearch.uri=" + stack.opensearch(),
                    "--lehnz.kafka.bootstrap-servers=" + stack.kafkaBootstrap());
            List<String> arguments = new ArrayList<>(settings);
            arguments.add("--server.port=" + port);
            arguments.add("--" + METRICS_TOKEN + "=" + UUID.randomUUID());
            arguments.addAll(List.of(more));
            var context = new SpringApplicationBuilder(LehnzApplication.class)
                    .properties("logging.threshold.console=OFF", "logging.file.name=" + home.serviceLog())
                    .run(arguments.toArray(String[]::new));
            // Fails where the indices of an earlier run do not fit the configuration.
            context.getBean(EngineSchema.class).ready().block();
            return new LocalService(stack, context, settings);
        } catch (IOException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    String url() {
        return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** The service first: it would complain about engines that go before it. */
    @Override
    public void close() {
        context.close();
        stack.close();
    }
}
