package com.lehnz.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AttributeProjectionTest {

    @Test
    void leavesBecomeFacetsPathsAndRanges() {
        Map<String, @Nullable Object> attributes = Map.of(
                "name",
                "Hiking Boots",
                "price",
                new BigDecimal("120.50"),
                "sizes",
                List.of(41, 42),
                "vegan",
                true,
                "season",
                Map.of("from", "2026-03-01"));
        AttributeProjection projection = AttributeProjection.of(attributes);

        assertThat(projection.facets())
                .containsExactlyInAnyOrder(
                        "name=hiking boots",
                        "price=120.5",
                        "sizes=41",
                        "sizes=42",
                        "vegan=true",
                        "season.from=2026-03-01");
        assertThat(projection.paths())
                .containsExactlyInAnyOrder("name", "price", "sizes", "vegan", "season", "season.from");
        assertThat(projection.numbers()).isEqualTo(Map.of("price", Set.of(120.5), "sizes", Set.of(41.0, 42.0)));
        assertThat(projection.dates())
                .isEqualTo(Map.of(
                        "season%2Efrom",
                        Set.of(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli())));
    }

    @Test
    void nothingIsProjectedOfNull() {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        attributes.put("gone", null);

        assertThat(AttributeProjection.of(attributes).paths()).isEmpty();
    }

    @Test
    void thousandsOfAttributesAreBounded() {
        Map<String, @Nullable Object> attributes = new HashMap<>();
        for (int i = 0; i < AttributeProjection.MOST_VALUES + 5_000; i++) {
            attributes.put("key" + i, i);
        }

        assertThat(AttributeProjection.of(attributes).facets()).hasSize(AttributeProjection.MOST_VALUES);
        assertThat(AttributeProjection.of(attributes).paths()).hasSize(AttributeProjection.MOST_VALUES);
    }

    @Test
    @Timeout(10)
    void whatAddsNothingIsBoundedToo() {
        String name = "n".repeat(50_000);
        Map<String, @Nullable Object> empty = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            empty.put("key" + i, Map.of());
        }

        assertThat(AttributeProjection.of(Map.of(name, Collections.nCopies(400_000, 1)))
                        .facets())
                .as("a name that cannot be asked for")
                .isEmpty();
        assertThat(AttributeProjection.of(Map.of("n".repeat(500), Collections.nCopies(400_000, 1)))
                        .facets())
                .hasSize(1);
        assertThat(AttributeProjection.of(empty).paths()).hasSize(AttributeProjection.MOST_VALUES);
    }

    @Test
    void nestingIsCutWhereItIsDeepest() {
        @Nullable Object nested = "leaf";
        for (int i = 0; i < 30; i++) {
            nested = Map.of("k", nested);
        }
        AttributeProjection projection = AttributeProjection.of(Map.of("k", nested));

        assertThat(projection.facets()).isEmpty();
        assertThat(projection.paths()).hasSize(AttributeProjection.DEEPEST);
    }

    @Test
    void numbersThatNoRangeCanHoldAreStillFacets() {
        AttributeProjection projection = AttributeProjection.of(Map.of("huge", new BigDecimal("1e999")));

        assertThat(projection.numbers()).isEmpty();
        assertThat(projection.facets()).containsExactly("huge=1e+999");
    }
}
