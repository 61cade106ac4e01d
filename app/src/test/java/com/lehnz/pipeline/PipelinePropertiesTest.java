package com.lehnz.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PipelinePropertiesTest {

    @Test
    void propertiesOfKafkasClientsArePassedOnAndThePasswordIsInNoLog() {
        var source = new MapConfigurationPropertySource(Map.of(
                "lehnz.kafka.bootstrap-servers", "kafka:9093",
                "lehnz.kafka.properties.security.protocol", "SASL_SSL",
                "lehnz.kafka.properties.sasl.jaas.config", "… password=\"s3cret\";"));

        PipelineProperties properties =
                new Binder(source).bind("lehnz.kafka", PipelineProperties.class).get();

        assertThat(properties.client())
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "… password=\"s3cret\";");
        assertThat(properties.toString()).doesNotContain("s3cret");
    }
}
