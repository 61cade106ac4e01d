package com.lehnz.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.testing.Service;
import com.lehnz.testing.TestEngines;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.TestSocketUtils;

/** The table of metrics in docs/operations.md is what a node has from its start on, before anything has happened. */
class MetricsIT {
    private static final Pattern TABLE = Pattern.compile("<!-- metrics -->(.*)<!-- /metrics -->", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("^\\| `(lehnz_[a-z_]+?)((?:\\{[a-z, ]+})?)` \\|", Pattern.MULTILINE);

    @Test
    void theDocumentedMetricsAreThoseOfTheService() throws IOException {
        String node = "localhost:" + TestSocketUtils.findAvailableTcpPort();
        try (Service service = Service.start(
                TestEngines.shared(),
                "lehnz.limits.nodes=" + node,
                "lehnz.limits.node-port=" + node.substring(node.indexOf(':') + 1))) {
            Map<String, String> documented = documented();
            // Workers have theirs as soon as they start, which is when both engines have answered.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(registered(service)).isEqualTo(documented));
        }
    }

    private static Map<String, String> registered(Service service) {
        return service.bean(MeterRegistry.class).getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("lehnz."))
                .collect(Collectors.toMap(MetricsIT::name, MetricsIT::tags, (one, other) -> one, TreeMap::new));
    }

    /** As Prometheus spells it. */
    private static String name(Meter meter) {
        String name = meter.getId().getName().replace('.', '_');
        return switch (meter.getId().getType()) {
            case COUNTER -> name + "_total";
            case TIMER -> name + "_seconds";
            default -> name;
        };
    }

    private static String tags(Meter meter) {
        String tags = meter.getId().getTags().stream().map(tag -> tag.getKey()).collect(Collectors.joining(", "));
        return tags.isEmpty() ? "" : "{" + tags + "}";
    }

    private static Map<String, String> documented() throws IOException {
        var table = TABLE.matcher(Files.readString(Path.of("../docs/operations.md")));
        assertThat(table.find())
                .as("docs/operations.md has a table between its markers")
                .isTrue();
        return ROW.matcher(table.group(1))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (one, other) -> one, TreeMap::new));
    }
}
