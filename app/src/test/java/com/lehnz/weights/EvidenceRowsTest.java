package com.lehnz.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceRowsTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NOW = 400 * DAY;

    private record Event(String user, String session, String item, long at, boolean purchase) {}

    private final List<Event> events = new ArrayList<>();
    private final EvidenceRows rows = new EvidenceRows(Duration.ofDays(120));

    @Test
    void aBasketIsWhatOneUserBoughtInOneSession() {
        bought("ada", "s1", "beans", NOW - 5 * MINUTE);
        seen("ada", "s1", "filter", NOW - 4 * MINUTE);
        bought("ada", "s2", "boots", NOW - 3 * MINUTE);
        bought("ada", "s1", "grinder", NOW - 2 * MINUTE);
        bought("bob", "s1", "laces", NOW);

        assertThat(items(rows.baskets(evidence())))
                .containsExactlyInAnyOrder(List.of("beans", "grinder"), List.of("boots"), List.of("laces"));
    }

    @Test
    void withoutASessionABasketEndsWithAPause() {
        bought("ada", "", "beans", NOW - 100 * MINUTE);
        bought("ada", "", "grinder", NOW - 70 * MINUTE);
        bought("ada", "", "boots", NOW - 39 * MINUTE);

        assertThat(items(rows.baskets(evidence())))
                .containsExactlyInAnyOrder(List.of("beans", "grinder"), List.of("boots"));
    }

    @Test
    void aHistoryHoldsWhatAUserDidInAllSessionsOnce() {
        seen("ada", "s1", "beans", NOW - 40 * DAY);
        seen("ada", "s2", "beans", NOW - 20 * DAY);
        bought("ada", "s3", "boots", NOW);

        assertThat(items(rows.histories(evidence()))).containsExactly(List.of("beans", "boots"));
    }

    @Test
    void twoOfTheSameAgeCountTogetherForHalfPerHalfLife() {
        bought("ada", "s1", "beans", NOW - 120 * DAY);
        bought("ada", "s1", "filter", NOW - 120 * DAY);
        bought("bob", "s1", "boots", NOW);
        Evidence evidence = evidence();
        Incidence baskets = rows.baskets(evidence);
        var together = new Cooccurrence(baskets);

        together.countWith(evidence.itemIds().indexOf("beans"));

        assertThat(together.with(evidence.itemIds().indexOf("filter"))).isCloseTo(.5, within(1e-6));
        assertThat(baskets.count(evidence.itemIds().indexOf("boots"))).isCloseTo(1, within(1e-6));
    }

    @Test
    void whatIsAgesAgoCountsNothing() {
        bought("ada", "s1", "beans", NOW - 100 * 365 * DAY);
        bought("ada", "s1", "filter", NOW - 100 * 365 * DAY);
        bought("bob", "s1", "boots", NOW);
        Evidence evidence = evidence();

        assertThat(rows.baskets(evidence).count(evidence.itemIds().indexOf("beans")))
                .isZero();
    }

    @Test
    void endlessBasketsAndHistoriesKeepTheirNewest() {
        for (int item = 0; item < 2_000; item++) {
            bought("robot", "s1", "item " + item, NOW - item);
        }
        Evidence evidence = evidence();

        List<String> basket = items(rows.baskets(evidence)).getFirst();
        assertThat(basket).hasSize(EvidenceRows.LONGEST_BASKET).contains("item 0", "item 199");
        assertThat(items(rows.histories(evidence)).getFirst()).hasSize(EvidenceRows.LONGEST_HISTORY);
    }

    @Test
    void groupsOfItemsMakeBasketsOfGroups() {
        bought("ada", "s1", "beans", NOW);
        bought("ada", "s1", "filter", NOW);
        bought("ada", "s1", "boots", NOW);
        Evidence evidence = evidence();
        int boots = evidence.itemIds().indexOf("boots");

        Incidence baskets = rows.baskets(evidence, 2, item -> item == boots ? 1 : 0);

        assertThat(baskets.rowEnd(0) - baskets.rowStart(0)).isEqualTo(2);
    }

    private void bought(String user, String session, String item, long at) {
        events.add(new Event(user, session, item, at, true));
    }

    private void seen(String user, String session, String item, long at) {
        events.add(new Event(user, session, item, at, false));
    }

    private Evidence evidence() {
        var builder = new Evidence.Builder();
        events.stream()
                .sorted(Comparator.comparingLong(Event::at).reversed())
                .forEach(event -> builder.add(
                        UserHash.of(event.user()),
                        event.session().isEmpty() ? SessionNumbers.UNNAMED : SessionNumbers.hash(event.session()),
                        builder.item(event.item()),
                        event.at(),
                        event.purchase()));
        return builder.build(Duration.ofMinutes(30));
    }

    /** Each row's items, in the order of their names. */
    private List<List<String>> items(Incidence incidence) {
        List<String> ids = evidence().itemIds();
        List<List<String>> all = new ArrayList<>();
        for (int row = 0; row < incidence.rows(); row++) {
            Map<String, Float> items = new TreeMap<>();
            for (int at = incidence.rowStart(row); at < incidence.rowEnd(row); at++) {
                items.put(ids.get(incidence.rowItem(at)), incidence.rowValue(at));
            }
            all.add(List.copyOf(items.keySet()));
        }
        return all;
    }
}
