package com.lehnz.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * The words the demo shop is made of, read from {@code resources/demo}: one file per category. To add a category, write
 * its file and name it here.
 */
record Vocabulary(List<Category> categories, People people) {

    private static final List<String> CATEGORY_FILES = List.of(
            "footwear",
            "outdoor",
            "clothing",
            "coffee-tea",
            "kitchen",
            "electronics",
            "home",
            "furniture",
            "fitness",
            "beauty",
            "toys-games",
            "pets");

    /** A brand belongs to a price level and sells product lines; a line's name is never shared by two brands. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Brand(double priceLevel, List<String> lines) {}

    /**
     * @param kinds the noun that ends an item's name, with its price at price level 1
     * @param attributes values to choose from; {@code {material}} in a sentence stands for the item's own material
     * @param about first sentences of a description; any of them may be followed by any of {@code detail}
     * @param goesWith sub-categories that are bought together with this one, the likeliest first
     */
    @JsonNaming(SnakeCaseStrategy.class)
    record Subcategory(
            String name,
            Map<String, Double> kinds,
            Map<String, List<Object>> attributes,
            List<String> about,
            List<String> detail,
            List<String> goesWith) {}

    record Category(String category, Map<String, Brand> brands, List<Subcategory> subcategories) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record People(
            List<String> firstNames, List<String> lastNames, Map<String, String> cities, List<String> signupSources) {}

    static Vocabulary read() {
        return new Vocabulary(
                CATEGORY_FILES.stream().map(file -> read(file, Category.class)).toList(), read("people", People.class));
    }

    private static <T> T read(String file, Class<T> type) {
        String resource = "/demo/" + file + ".yaml";
        try (InputStream in = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(resource), resource)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            return JsonMapper.shared().convertValue(tree, type);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
