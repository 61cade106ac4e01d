package com.lehnz.evaluation.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the columns of a log mean, as a YAML file says it.
 *
 * @param event the name of the event that a row is sent as, such as {@code purchase}
 * @param split where training ends unless the command says otherwise, see {@link Split#parse}
 * @param oncePerSession whether an item counts once per session, however often it is in there
 * @param columns where to find who did what
 * @param timeFormat a pattern of {@link java.time.format.DateTimeFormatter}, in UTC; {@code seconds} since 1970 otherwise
 * @param skip rows whose column has a match of its expression are left out; a missing value is an empty one
 * @param attributes of items, each from the column named: an item gets its commonest value
 * @param items a second file with a row per item
 */
public record Mapping(
        CsvFile file,
        String event,
        @Nullable String split,
        boolean oncePerSession,
        Columns columns,
        @Nullable String timeFormat,
        Map<String, Pattern> skip,
        Map<String, String> attributes,
        @Nullable ItemsFile items) {

    /** User or session may be missing in a log, or in a row. */
    public record Columns(
            @Nullable String user, String item, @Nullable String session, String time) {}

    /**
     * @param item the column with the item's id
     * @param flags attributes with several values: those columns whose value is 1
     */
    public record ItemsFile(
            CsvFile file, String item, Map<String, String> attributes, Map<String, List<String>> flags) {
        @SuppressWarnings("NullAway") // what the file does not say is null
        public ItemsFile {
            file = file == null ? CsvFile.STANDARD : file;
            attributes = attributes == null ? Map.of() : attributes;
            flags = flags == null ? Map.of() : flags;
        }
    }

    @SuppressWarnings("NullAway") // what the file does not say is null
    public Mapping {
        if (event == null || columns == null || columns.item() == null || columns.time() == null) {
            throw new IllegalArgumentException("a mapping needs 'event', 'columns.item' and 'columns.time'");
        }
        if (columns.user() == null && columns.session() == null) {
            throw new IllegalArgumentException("a mapping needs 'columns.user' or 'columns.session'");
        }
        file = file == null ? CsvFile.STANDARD : file;
        skip = skip == null ? Map.of() : skip;
        attributes = attributes == null ? Map.of() : attributes;
    }

    /**
     * @param name of a bundled mapping, or the path of a YAML file
     * @throws IllegalArgumentException when there is none, or it is none
     */
    public static Mapping of(String name) throws IOException {
        try (InputStream yaml = open(name)) {
            return YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(yaml, Mapping.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The mapping '%s' cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static InputStream open(String name) throws IOException {
        InputStream bundled = Mapping.class.getResourceAsStream(name + ".yaml");
        if (bundled != null) {
            return bundled;
        }
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException(
                    "'%s' is neither a mapping that Lehnz comes with nor a file".formatted(name));
        }
        return Files.newInputStream(path);
    }
}
