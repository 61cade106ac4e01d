package com.lehnz.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.lehnz.pipeline.Position;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The script in OpenSearch computes what {@link ForwardDecay} does. */
@LehnzTest
class ItemSignalsIT {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Autowired
    private ItemSignals signals;

    @Autowired
    private SignalProperties properties;

    @Autowired
    private Shops shops;

    private final Random random = new Random(4);

    @Test
    void theScriptAddsAsForwardDecayDoesWhateverTheBatches() {
        Shop shop = shops.open();
        List<ItemSignal> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Instant at = NOW.minusMillis(random.nextLong(Duration.ofDays(400).toMillis()));
            all.add(signal(i, Math.exp(random.nextGaussian() * 4), at));
        }
        all.add(signal(120, 1e-9, Instant.EPOCH));
        all.add(signal(121, 1e9, NOW));

        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(40));
            signals.count(shop.org(), all.subList(from, to)).block();
            // Delivered again, with some that are new: only those count.
            signals.count(shop.org(), all.subList(0, to)).block();
            from = to;
        }

        JsonNode item = Map.copyOf(new Stored(TestEngines.shared(), shop.org()).items())
                .values()
                .iterator()
                .next();
        // Stored dates are whole milliseconds, rounded at each addition.
        assertThat(item.path("trending_at").asDouble())
                .isCloseTo(expected(all, properties.trending()), within((double) all.size()));
        assertThat(item.path("popular_at").asDouble())
                .isCloseTo(expected(all, properties.popular()), within((double) all.size()));
    }

    @Test
    void whatSpeaksAgainstAnItemLeavesNoTrace() {
        Shop shop = shops.open();

        signals.count(shop.org(), List.of(signal(0, -3, NOW), signal(1, 0, NOW)))
                .block();

        assertThat(new Stored(TestEngines.shared(), shop.org()).items()).isEmpty();
    }

    private static double expected(List<ItemSignal> all, ForwardDecay decay) {
        return all.stream()
                .mapToDouble(signal -> decay.date(signal.weight(), signal.at().toEpochMilli()))
                .reduce(decay::add)
                .orElseThrow();
    }

    private static ItemSignal signal(long offset, double weight, Instant at) {
        return ItemSignal.interaction("item", new Position("topic/0", offset), weight, at);
    }
}
