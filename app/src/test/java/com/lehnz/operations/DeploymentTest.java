package com.lehnz.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml and what belongs to it name only what there is. */
class DeploymentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern PROPERTY = Pattern.compile("^\\| `(lehnz\\.[a-z.-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_0-9]+)");
    private static final Pattern VERSION = Pattern.compile(".+:\\d+\\.\\d+(\\.\\d+)?");

    @Test
    void everySettingOfTheServiceExists() throws IOException {
        // The table is compared with the code by ConfigurationTest.
        Set<String> known = PROPERTY.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(row -> row.group(1).replaceAll("[.-]", "").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());

        for (Map<String, Object> service : services().values()) {
            for (String variable : map(service.get("environment")).keySet()) {
                if (variable.startsWith("LEHNZ_")) {
                    assertThat(known).contains(variable.replace("_", ""));
                }
            }
        }
        assertThat(map(service("app-1").get("environment"))).containsKey("LEHNZ_OPENSEARCH_URI");
    }

    @Test
    void everyVariableIsInTheExampleAndNothingElseIs() throws IOException {
        Set<String> used = VARIABLE.matcher(read("docker-compose.yml"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> offered = read(".env.example")
                .lines()
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(offered).isEqualTo(used);
    }

    @Test
    void imagesArePinnedAndComeFromNoPrivateRegistry() throws IOException {
        for (Map<String, Object> service : services().values()) {
            String image = Objects.requireNonNull(service.get("image")).toString();
            assertThat(image).matches(VERSION);
            assertThat(image.split("/")[0]).as("registry of %s", image).doesNotContain(".", ":");
        }
    }

    @Test
    void servicesDependOnServicesAndMountVolumesThatExist() throws IOException {
        Set<String> volumes = map(compose().get("volumes")).keySet();
        Map<String, Map<String, Object>> services = services();
        services.forEach((name, service) -> {
            assertThat(services.keySet())
                    .as("what %s depends on", name)
                    .containsAll(map(service.get("depends_on")).keySet());
            for (Object mount : list(service.get("volumes"))) {
                assertThat(volumes).contains(mount.toString().split(":")[0]);
            }
        });
    }

    @Test
    void theCommandsOfItsToolsExist() throws IOException {
        for (String service : List.of("certificates", "saved-objects")) {
            String command = list(service(service).get("command")).getFirst().toString();
            assertThat(Files.isExecutable(ROOT.resolve(command.substring(1))))
                    .as(command)
                    .isTrue();
        }
    }

    @Test
    void theTwoNodesKnowEachOther() throws IOException {
        assertThat(map(service("app-1").get("environment")))
                .containsEntry("LEHNZ_LIMITS_NODES", "app-1:5701,app-2:5701");
        assertThat(map(service("app-2").get("environment")))
                .isEqualTo(map(service("app-1").get("environment")));
    }

    @Test
    void theDockerfileRunsTheServiceAsNobodySpecial() throws IOException {
        String dockerfile = read("Dockerfile");
        Matcher user = Pattern.compile("^USER (\\S+)$", Pattern.MULTILINE).matcher(dockerfile);

        assertThat(user.find()).isTrue();
        assertThat(user.group(1)).isNotEqualTo("root");
        assertThat(dockerfile).contains("HEALTHCHECK").contains("/actuator/health/liveness");
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        return map(compose().get("services")).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> map(entry.getValue())));
    }

    private static Map<String, Object> service(String name) throws IOException {
        return Objects.requireNonNull(services().get(name), name);
    }

    private static Map<String, Object> compose() throws IOException {
        return map(new Yaml().load(read("docker-compose.yml")));
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }
}
