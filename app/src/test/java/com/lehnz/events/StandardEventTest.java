package com.lehnz.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StandardEventTest {

    @Test
    void theNamesAreTheDocumentedOnes() {
        assertThat(Arrays.stream(StandardEvent.values()).map(StandardEvent::eventName))
                .containsExactlyInAnyOrder(
                        "view",
                        "search",
                        "click",
                        "add_to_cart",
                        "remove_from_cart",
                        "checkout_start",
                        "purchase",
                        "identify");
    }

    @Test
    void eachIsFoundByItsName() {
        for (StandardEvent event : StandardEvent.values()) {
            assertThat(StandardEvent.find(event.eventName())).isEqualTo(event);
        }
    }

    @Test
    void namesAreExact() {
        assertThat(StandardEvent.find("View")).isNull();
        assertThat(StandardEvent.find("wished")).isNull();
        assertThat(StandardEvent.find("")).isNull();
    }
}
