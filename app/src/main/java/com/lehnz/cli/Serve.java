package com.lehnz.cli;

import com.lehnz.LehnzApplication;
import com.lehnz.engine.EngineSchema;
import com.lehnz.pipeline.Topics;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "serve",
        description = "Run the service against an OpenSearch and a Kafka of yours.",
        mixinStandardHelpOptions = true)
final class Serve implements Runnable {

    @Parameters(
            paramLabel = "--SETTING=VALUE",
            description = "Any setting of the configuration table, such as --lehnz.opensearch.uri=https://search:9200.")
    private List<String> settings = new ArrayList<>();

    @Override
    public void run() {
        var service = SpringApplication.run(LehnzApplication.class, settings.toArray(String[]::new));
        // Waits for the engines; fails, and ends the process, where they and the configuration do not fit.
        service.getBean(EngineSchema.class).ready().block();
        service.getBean(Topics.class).ready().block();
    }
}
