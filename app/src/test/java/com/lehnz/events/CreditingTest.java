package com.lehnz.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.attribution.Credit;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class CreditingTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "click, engagement, CLICK",
        "purchase, conversion, CONVERSION",
        // A standard name means what it means, whatever family its sender gives it.
        "purchase, engagement, CONVERSION",
        "checkout_start, conversion,",
        "add_to_cart, engagement,",
        "view, engagement,",
        "newsletter, conversion, CONVERSION",
        "hover, engagement,",
        "seen, exposure,"
    })
    void clicksAndConversionsAreCredited(String name, String family, Credit.@Nullable Kind kind) {
        List<Received<Credit>> credits = Crediting.of(List.of(event(name, EventFamily.of(family), "r-1")));

        assertThat(credits)
                .extracting(credit -> credit.body().kind())
                .isEqualTo(kind == null ? List.of() : List.of(kind));
    }

    @Test
    void anEventWithoutRecommendationIsCreditedToNobody() {
        assertThat(Crediting.of(List.of(event("click", EventFamily.ENGAGEMENT, null))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"price\": 49.99}                        | 49.99",
                "{\"price\": 49.99, \"quantity\": 3}       | 149.97",
                "{\"price\": \" 49.99 \", \"quantity\": \"2\"} | 99.98",
                "{\"price\": 10, \"quantity\": null}       | 10",
                "{\"price\": 10, \"quantity\": 0}          | 0",
                "{\"price\": 10, \"quantity\": \"two\"}    | 0",
                "{\"price\": -10}                          | 0",
                "{\"price\": -10, \"quantity\": -1}        | 0",
                "{\"price\": \"NaN\"}                      | 0",
                "{\"price\": \"1e999\"}                    | 0",
                "{\"price\": 1e300, \"quantity\": 1e300}   | 0",
                "{\"price\": {\"amount\": 10}}             | 0",
                "{\"price\": true}                         | 0",
                "{\"quantity\": 3}                         | 0",
                "{}                                        | 0"
            })
    void revenueIsPriceTimesQuantity(String context, double revenue) {
        Map<String, @Nullable Object> read = JsonMapper.shared().readValue(context, new TypeReference<>() {});

        assertThat(Crediting.revenue(read)).isEqualTo(revenue, within(1e-9));
    }

    private static Received<Event> event(String name, EventFamily family, @Nullable String recommendationId) {
        var event = new Event("u", name, family, "e", NOW, "i", null, recommendationId, null, null);
        return new Received<>(event, new Position("topic/0", 1), NOW);
    }
}
