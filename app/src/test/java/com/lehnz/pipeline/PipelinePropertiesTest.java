package com.lehnz.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lehnz.engine.OrgId;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class PipelinePropertiesTest {

    @Test
    void propertiesOfKafkasClientsArePassedOnAndThePasswordIsInNoLog() {
        PipelineProperties properties = properties(Map.of(
                "lehnz.kafka.bootstrap-servers", "kafka:9093",
                "lehnz.kafka.properties.security.protocol", "SASL_SSL",
                "lehnz.kafka.properties.sasl.jaas.config", "… password=\"s3cret\";"));

        assertThat(properties.client())
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "… password=\"s3cret\";");
        assertThat(properties.toString()).doesNotContain("s3cret");
    }

    @Test
    void whoReadsATopicOnceMoreUsesThemToo() {
        PipelineProperties properties = properties(Map.of("lehnz.kafka.properties.isolation.level", "nonsense"));
        Topics topics = new Topics(properties);
        Offsets start = new Offsets("topic", Map.of(0, 0L));

        try {
            assertThatThrownBy(() -> new TopicLog(topics, properties, new JsonMapper())
                            .read(OrgId.random(), Topic.ITEMS, Map.class, start, start)
                            .blockLast())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("isolation.level");
        } finally {
            topics.destroy();
        }
    }

    private static PipelineProperties properties(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("lehnz.kafka", PipelineProperties.class)
                .get();
    }
}
