package com.lehnz.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AttributesTest {
    private static final Map<String, @Nullable Object> CURRENT = Map.of("name", "Boots", "size", Map.of("eu", 42));

    @Test
    void aKeyThatIsSentReplacesItsWholeValueAndTheRestStays() {
        assertThat(Attributes.merge(CURRENT, Map.of("size", Map.of("uk", 8), "price", 80)))
                .isEqualTo(Map.of("name", "Boots", "size", Map.of("uk", 8), "price", 80));
    }

    @Test
    void theyAreMeasuredAsTheyAreWritten() {
        Map<String, @Nullable Object> attributes = Map.of("name", "Boots", "sizes", List.of(41, 42), "sale", true);
        int length = new JsonMapper().writeValueAsString(attributes).length();

        assertThat(Attributes.fit(attributes, length + 10)).isTrue();
        assertThat(Attributes.fit(attributes, length - 10)).isFalse();
    }

    @Test
    void nullRemovesAKeyThereOrNot() {
        Map<String, @Nullable Object> sent = new HashMap<>();
        sent.put("size", null);
        sent.put("price", null);

        assertThat(Attributes.merge(CURRENT, sent)).isEqualTo(Map.of("name", "Boots"));
    }

    @Test
    void nothingSentChangesNothing() {
        assertThat(Attributes.merge(CURRENT, null)).isSameAs(CURRENT);
        assertThat(Attributes.merge(CURRENT, Map.of())).isEqualTo(CURRENT);
    }

    @Test
    void whatIsMergedStaysUntouched() {
        Map<String, @Nullable Object> current = new LinkedHashMap<>(Map.of("a", 1));
        Map<String, @Nullable Object> sent = Collections.singletonMap("a", null);

        assertThat(Attributes.merge(current, sent)).isEmpty();
        assertThat(current).isEqualTo(Map.of("a", 1));
        assertThat(sent).containsKey("a");
    }
}
