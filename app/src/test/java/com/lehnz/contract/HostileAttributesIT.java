package com.lehnz.contract;

import static com.lehnz.testing.Shop.ITEMS;
import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a shop sends is kept to the letter, and never stands in anybody's way. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAttributesIT {
    @Autowired
    private Shops shops;

    private Shop shop;
    private long deadLetters;

    @BeforeAll
    void countWhatWasSetAsideBefore() {
        deadLetters = shops.open().deadLetters();
    }

    @BeforeEach
    void openShop() {
        shop = shops.open();
    }

    @AfterAll
    void nothingWasSetAsideAndTheNextRecordArrives() {
        shop.upsertItems(List.of(item("next", Map.of("name", "Ordinary shoes"))));
        assertThat(shop.storedItem("next").path("status").asString()).isEqualTo("active");
        shop.track(List.of(event("next", "view", "next")));
        assertThat(shop.stored(Index.USERS, "next").path("status").asString()).isEqualTo("active");
        assertThat(shop.deadLetters()).isEqualTo(deadLetters);
    }

    /** Sends items with the attributes given as JSON and expects to find them again as they were. */
    private void keepAllVerbatim(List<String> attributes) {
        shop.upsertItems(IntStream.range(0, attributes.size())
                .mapToObj(i ->
                        Map.of("item_id", "item " + i, "attributes", shop.json().readTree(attributes.get(i))))
                .toList());
        for (int i = 0; i < attributes.size(); i++) {
            assertThat(shop.storedItem("item " + i).path("attributes"))
                    .isEqualTo(shop.json().readTree(attributes.get(i)));
        }
    }

    private void keepsVerbatim(String attributes) {
        keepAllVerbatim(List.of(attributes));
    }

    @Test
    void fiveThousandAttributes() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        IntStream.range(0, 5_000).forEach(i -> attributes.put("attribute " + i, i % 2 == 0 ? i : "value " + i));
        keepsVerbatim(shop.json().writeValueAsString(attributes));
    }

    @Test
    void moreNumbersAndDatesThanThereIsRoomFor() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        IntStream.range(0, 300).forEach(i -> {
            attributes.put("number " + i, i);
            attributes.put("date " + i, "2026-01-31");
        });
        keepsVerbatim(shop.json().writeValueAsString(attributes));
        shop.awaitItems(1);
        assertThat(shop.recommendedItems(Map.of("strategy", "popular", "filters", Map.of("number 299", 299))))
                .containsExactly("item 0");
    }

    @Test
    void oneKeyWithEveryType() {
        List<String> values =
                List.of("1", "\"one\"", "{\"a\": 1}", "[1, \"two\", {\"three\": 3}]", "true", "\"2026-01-31\"", "1.5");
        keepAllVerbatim(values.stream().map("{\"key\": %s}"::formatted).toList());
    }

    @Test
    void oddKeys() {
        List<String> keys = List.of(
                "",
                " ",
                ".",
                "..",
                "a.b",
                ".a",
                "a.",
                "a..b",
                "a=b",
                "a\\=b",
                "*",
                "😀",
                "__proto__",
                "_id",
                "_source",
                "position",
                "\u0000",
                "\t\n",
                "ключ",
                "-",
                "a/b?c#d%20+e");
        keepAllVerbatim(keys.stream()
                .map(key -> Map.of(key, 1, key + "2", "2026-01-31", key + "3", Map.of(key, "text")))
                .map(shop.json()::writeValueAsString)
                .toList());

        shop.awaitItems(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            for (Object condition : List.of(1, Map.of("gte", 1), Map.of("exists", true))) {
                var request = Map.of("strategy", "popular", "filters", Map.of(keys.get(i), condition));
                assertThat(shop.recommendedItems(request))
                        .as(request.toString())
                        .containsExactly("item " + i);
            }
        }
    }

    @Test
    void endlessKeysAndValuesThatFallApartWhereverTheyAreCut() {
        keepAllVerbatim(Stream.of(
                        "{\"x%1$s\": \"x%1$s\", \"name\": \"x%1$s\", \"category\": \"x%1$s\", \"brand\": [\"x%1$s\"]}",
                        "{\"%1$s\": \"%1$s\", \"name\": \"%1$s\", \"category\": \"%1$s\"}",
                        "{\"%1$s\": 1, \"x%1$s\": 2, \"xx%1$s\": \"2026-01-31\"}")
                .map(template -> template.formatted("😀".repeat(2_000)))
                .toList());
    }

    @Test
    void aStringOfFortyKilobytes() {
        keepsVerbatim("{\"name\": \"Shoes\", \"description\": \"%s\", \"code\": \"%s\"}"
                .formatted("word ".repeat(8_000), "x".repeat(40_000)));
    }

    @Test
    void thirtyLevelsOfNestingAndAHundred() {
        keepAllVerbatim(Stream.of(30, 100)
                .map(levels -> "{\"a\":".repeat(levels - 2) + "[[1]]" + "}".repeat(levels - 2))
                .toList());
    }

    @Test
    void oddNumbersAndDates() {
        keepAllVerbatim(Stream.of(
                        "12345678901234567890123456789012345678901234567890",
                        "-9223372036854775809",
                        "1.5e300",
                        "-0.0",
                        "80.0",
                        "0.1234567890123456",
                        "\"NaN\"",
                        "\"Infinity\"",
                        "\"1e400\"",
                        "\"0x1F\"",
                        "\"0000-00-00\"",
                        "\"0000-01-01\"",
                        "\"9999-12-31\"",
                        "\"9999-12-31T23:59:59-18:00\"",
                        "\"2026-02-30\"",
                        "\"31/01/2026\"",
                        "\"2026-01-31T25:00:00Z\"",
                        "\"2026-W05-6\"",
                        "\"+1000000000-12-31T23:59:59Z\"")
                .map("{\"key\": %1$s, \"price\": %1$s, \"created_at\": %1$s}"::formatted)
                .toList());
    }

    @Test
    void eventsOfAnyTimeWithAnyContext() {
        String context = """
                {"": 1, "a.b": {"": [[], {}, null]}, "😀": 1e300, "price": "much", "text": "%s"}""".formatted("x".repeat(40_000));
        List<String> times = List.of("0001-01-01", "1500-06-01T12:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01");
        shop.track(times.stream()
                .map(time -> Map.of(
                        "user_id",
                        "odd",
                        "event_name",
                        "purchase",
                        "item_id",
                        "item " + time,
                        "event_id",
                        time,
                        "timestamp",
                        time,
                        "context",
                        shop.json().readTree(context)))
                .toList());

        for (String time : times) {
            var event = shop.stored(Index.events(Instant.EPOCH), time);
            assertThat(event.path("context")).isEqualTo(shop.json().readTree(context));
            assertThat(shop.storedItem("item " + time).has("popular_at")).isTrue();
        }
        assertThat(shop.stored(Index.USERS, "odd").path("profile").path("recent"))
                .hasSize(times.size());
    }

    @Test
    void aKeySentTwiceCountsAsSentLast() {
        shop.post(ITEMS, shop.secretKey(), "{\"item_id\": \"odd\", \"attributes\": {\"a\": 1, \"a\": 2}}")
                .expectStatus()
                .isAccepted();
        shop.settle(Topic.ITEMS);
        assertThat(shop.storedItem("odd").path("attributes").path("a").asInt()).isEqualTo(2);
    }
}
