package com.lehnz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The table of properties in README.md is what the code reads: every name, every default. */
class ConfigurationTest {
    private static final Pattern TABLE =
            Pattern.compile("<!-- configuration -->(.*)<!-- /configuration -->", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("^\\| `(lehnz\\.[a-z.-]+)` \\| *(?:`([^`]*)`)? *\\|", Pattern.MULTILINE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(lehnz\\.[a-z.-]+):([^}]*)}");

    @Test
    void theDocumentedPropertiesAreThoseOfTheCode() throws Exception {
        Map<String, String> documented = documented();
        Map<String, String> read = fromRecords();
        read.putAll(fromApplicationYml());

        assertThat(missing(read, documented))
                .as("properties that the table of README.md lacks")
                .isEmpty();
        assertThat(missing(documented, read))
                .as("rows of README.md's table that no code reads")
                .isEmpty();
        Map<String, String> different = read.entrySet().stream()
                .filter(property -> !property.getValue().equals(documented.get(property.getKey())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        property -> "README.md says '%s', the code '%s'"
                                .formatted(documented.get(property.getKey()), property.getValue())));
        assertThat(different).as("defaults that differ").isEmpty();
    }

    private static Map<String, String> missing(Map<String, String> from, Map<String, String> in) {
        Map<String, String> missing = new TreeMap<>(from);
        missing.keySet().removeAll(in.keySet());
        return missing;
    }

    private static Map<String, String> documented() throws IOException {
        Matcher table = TABLE.matcher(Files.readString(Path.of("../README.md")));
        assertThat(table.find()).as("README.md has a table between its markers").isTrue();
        Map<String, String> rows = new TreeMap<>();
        ROW.matcher(table.group(1)).results().forEach(row -> {
            String value = Objects.requireNonNullElse(row.group(2), "");
            assertThat(rows.put(row.group(1), value))
                    .as("%s has one row", row.group(1))
                    .isNull();
        });
        return rows;
    }

    private static Map<String, String> fromRecords() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> properties = new TreeMap<>();
        for (var found : scanner.findCandidateComponents("com.lehnz")) {
            Class<?> type = Class.forName(found.getBeanClassName());
            String prefix = Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class))
                    .value();
            assertThat(type.isRecord()).as("%s is a record", type).isTrue();
            for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                properties.put(
                        prefix + "." + DataObjectPropertyName.toDashedForm(parameter.getName()),
                        value == null ? "" : String.join(",", value.value()));
            }
        }
        return properties;
    }

    /** Those that stand behind properties of Spring Boot. */
    private static Map<String, String> fromApplicationYml() throws IOException {
        String yml = new ClassPathResource("application.yml").getContentAsString(StandardCharsets.UTF_8);
        return PLACEHOLDER
                .matcher(yml)
                .results()
                .collect(Collectors.toMap(placeholder -> placeholder.group(1), placeholder -> placeholder.group(2)));
    }
}
