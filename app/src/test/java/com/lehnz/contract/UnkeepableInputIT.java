package com.lehnz.contract;

import static com.lehnz.testing.Shop.EVENTS;
import static com.lehnz.testing.Shop.ITEMS;
import static com.lehnz.testing.Shop.USERS;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What JSON allows and nobody could keep as it is gets refused at once, never set aside later. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnkeepableInputIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"item_id\": \"a\", \"attributes\": {\"key\": 1e400}}",
                "{\"item_id\": \"a\", \"attributes\": {\"key\": [{\"deep\": -1e999999999}]}}",
                "{\"item_id\": \"a\", \"attributes\": {\"key\": \"\\ud800\"}}",
                "{\"item_id\": \"a\", \"attributes\": {\"\\udc00\": 1}}",
                "{\"item_id\": \"\\ud83d\"}",
                "{\"item_id\": \"a\", \"item_type\": \"\\ud83d\"}"
            })
    void whatCannotBeKeptIsRefusedAtOnce(String item) {
        Envelopes.expectError(400, null, shop.post(ITEMS, shop.secretKey(), item));
        Envelopes.expectError(400, null, shop.post(ITEMS, shop.secretKey(), "[%s]".formatted(item)));
    }

    @Test
    void bottomlessNestingIsRefusedAtOnce() {
        for (int levels : List.of(200, 450, 5_000)) {
            String bottomless = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
            Envelopes.expectError(
                    400,
                    null,
                    shop.post(
                            ITEMS, shop.secretKey(), "{\"item_id\": \"a\", \"attributes\": %s}".formatted(bottomless)));
            Envelopes.expectError(
                    400,
                    null,
                    shop.post(
                            EVENTS,
                            shop.publishableKey(),
                            "{\"user_id\": \"a\", \"event_name\": \"view\", \"context\": %s}".formatted(bottomless)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-0001-01-01T00:00:00Z", "+12026-01-31T09:00:00Z", "9999-12-31T23:59:59-18:00", "2026-02-30"})
    void aTimeThatNoCalendarHasIsRefused(String time) {
        String problem = "must be an ISO 8601 date and time such as 2026-01-31T09:00:00Z";
        Envelopes.expectError(
                400,
                "'created_at' " + problem,
                shop.post(USERS, shop.secretKey(), Map.of("user_id", "a", "created_at", time)));
        Envelopes.expectError(
                400,
                "'timestamp' " + problem,
                shop.post(
                        EVENTS,
                        shop.publishableKey(),
                        Map.of("user_id", "a", "event_name", "view", "timestamp", time)));
    }
}
