package com.lehnz.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EventWeightsTest {
    private static final ApplicationContextRunner RUNNER =
            new ApplicationContextRunner().withUserConfiguration(Weights.class);

    @EnableConfigurationProperties(EventWeights.class)
    static class Weights {}

    @ParameterizedTest
    @CsvSource({
        "view, engagement, 1",
        "search, engagement, 1",
        "click, engagement, 2",
        "add_to_cart, engagement, 4",
        "checkout_start, conversion, 6",
        "purchase, conversion, 10",
        "remove_from_cart, engagement, -3",
        "identify, system, 0",
        "shown, exposure, 0",
        "wished, engagement, 2",
        "subscribed, conversion, 10",
        "logged_in, system, 0"
    })
    void anEventWeighsWhatItsNameOrFamilySays(String name, String family, double weight) {
        RUNNER.run(context -> assertThat(context.getBean(EventWeights.class).of(event(name, family)))
                .isEqualTo(weight));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "view=2",
                "search=3",
                "click=4",
                "add-to-cart=6",
                "checkout-start=10",
                "purchase=6",
                "remove-from-cart=0",
                "view=0",
                "search=-1",
                "exposure=2",
                "engagement=10",
                "conversion=1",
                "exposure=-1",
                "purchase=NaN"
            })
    void theirOrderCannotBeChanged(String weight) {
        RUNNER.withPropertyValues("lehnz.events.weights." + weight)
                .run(context -> assertThatThrownBy(() -> context.getBean(EventWeights.class))
                        .rootCause()
                        .hasMessageContaining("event weights must keep their order"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase=10001", "conversion=Infinity", "remove-from-cart=-10001"})
    void noneIsBeyondAllMeasure(String weight) {
        RUNNER.withPropertyValues("lehnz.events.weights." + weight)
                .run(context -> assertThatThrownBy(() -> context.getBean(EventWeights.class))
                        .rootCause()
                        .hasMessageContaining("between -10000 and 10000"));
    }

    @Test
    void theirSizeCan() {
        RUNNER.withPropertyValues("lehnz.events.weights.purchase=100")
                .run(context -> assertThat(context.getBean(EventWeights.class).of(event("purchase", "conversion")))
                        .isEqualTo(100));
    }

    private static Event event(String name, String family) {
        return new Event("u", name, EventFamily.of(family), "e", Instant.EPOCH, "i", null, null, null, null);
    }
}
