package com.lehnz.contract;

import static com.lehnz.testing.Shop.EVENTS;
import static com.lehnz.testing.Shop.ITEMS;
import static com.lehnz.testing.Shop.RECOMMEND;
import static com.lehnz.testing.Shop.USERS;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What a request with a mistake in it is told: which field, where, in the one envelope. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorContractIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
    }

    private BodyContentSpec expect(int status, @Nullable String message, ResponseSpec answer) {
        return Envelopes.expectError(status, message, answer);
    }

    private ResponseSpec send(String path, Object body) {
        boolean secret = path.endsWith("upsert");
        return shop.post(path, secret ? shop.secretKey() : shop.publishableKey(), body);
    }

    @ParameterizedTest
    @ValueSource(strings = {ITEMS, USERS, EVENTS, RECOMMEND})
    void aBodyThatIsNoJsonIsMalformed(String path) {
        for (String body : List.of("{\"user_id\": ", "", "nonsense", "{} {}", "[1,]", "{'a': 1}", "{\"a\": NaN}")) {
            expect(400, "Malformed JSON or body", send(path, body));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ITEMS, USERS, EVENTS, RECOMMEND})
    void aBodyOfAnotherShapeIsRefused(String path) {
        for (String body : List.of("null", "7", "\"text\"", "true")) {
            expect(400, null, send(path, body));
        }
    }

    @ParameterizedTest
    @CsvSource({ITEMS + ",item", USERS + ",user", EVENTS + ",event"})
    void arraysHaveOneToAThousandRecords(String path, String what) {
        expect(400, "The array of %ss is empty".formatted(what), send(path, "[]"));
        expect(
                400,
                "At most 1000 %ss fit in one request, got 1001".formatted(what),
                send(path, Collections.nCopies(1001, Map.of())));
        expect(400, "Every %s must be a JSON object (index 0)".formatted(what), send(path, "[[]]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | item_id    | Missing mandatory field 'item_id'
            {"item_id": null}                               | item_id    | Missing mandatory field 'item_id'
            {"item_id": ""}                                 | item_id    | 'item_id' must have 1 to 512 bytes
            {"item_id": 7}                                  | item_id    | 'item_id' must be a string
            {"item_id": "a", "status": "archived"}          | status     | Invalid status 'archived': must be one of active, inactive, deleted
            {"item_id": "a", "status": true}                | status     | 'status' must be a string
            {"item_id": "a", "item_type": ["product"]}      | item_type  | 'item_type' must be a string
            {"item_id": "a", "attributes": [1]}             | attributes | 'attributes' must be an object
            {"item_id": "a", "attributes": "x"}             | attributes | 'attributes' must be an object
            {"item_id": "a", "name": "x"}                   | name       | Unknown field 'name': known are item_id, item_type, status, attributes
            """)
    void anItemIsToldWhichFieldIsWrong(String item, String field, String message) {
        expect(400, message + " (index 1)", send(ITEMS, "[{\"item_id\": \"good\"}, %s]".formatted(item)))
                .jsonPath("$.errors[0].index")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isEqualTo(message);
        expect(400, message, send("/api/v1/items/upsert", item));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"status": "active"}                            | Missing mandatory field 'user_id'
            {"user_id": "a", "status": "banned"}            | Invalid status 'banned': must be one of active, inactive, deleted
            {"user_id": "a", "created_at": "yesterday"}     | 'created_at' must be an ISO 8601 date and time such as 2026-01-31T09:00:00Z
            {"user_id": "a", "created_at": 1700000000}      | 'created_at' must be a string
            """)
    void aUserIsToldWhichFieldIsWrong(String user, String message) {
        expect(400, message, send(USERS, user));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"event_name": "view"}                                                  | user_id          | Missing mandatory fields: 'user_id'
            {"user_id": "u"}                                                        | event_name       | Missing mandatory fields: 'event_name'
            {"user_id": 7, "event_name": "view"}                                    | user_id          | 'user_id' must be a string
            {"user_id": "u", "event_name": "wave"}                                  | event_family     | Missing mandatory fields: 'event_family' is required for custom event names
            {"user_id": "u", "event_name": "view", "event_family": "fun"}           | event_family     | Invalid event_family 'fun': must be one of exposure, engagement, conversion, system
            {"user_id": "u", "event_name": "view", "event_family": 1}               | event_family     | 'event_family' must be a string
            {"user_id": "u", "event_name": "view", "item_id": 1}                    | item_id          | 'item_id' must be a string
            {"user_id": "u", "event_name": "view", "context": []}                   | context          | 'context' must be an object
            {"user_id": "u", "event_name": "view", "timestamp": "soon"}             | timestamp        | 'timestamp' must be an ISO 8601 date and time such as 2026-01-31T09:00:00Z
            {"user_id": "u", "event_name": "identify"}                              | previous_user_id | Missing mandatory fields: 'previous_user_id' is required for identify
            {"user_id": "u", "event_name": "identify", "previous_user_id": "u"}     | previous_user_id | 'previous_user_id' must differ from 'user_id'
            """)
    void anEventIsToldWhichFieldIsWrong(String event, String field, String message) {
        expect(400, message + " (index 0)", send("/api/v1/events/ingest", "[%s]".formatted(event)))
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void anEventMayBeFiveMinutesAheadAndNoMore() {
        Map<String, String> event = Map.of("user_id", "u", "event_name", "view");
        var soon = new HashMap<>(event);
        soon.put("timestamp", Instant.now().plus(Duration.ofMinutes(4)).toString());
        var late = new HashMap<>(event);
        late.put("timestamp", Instant.now().plus(Duration.ofMinutes(6)).toString());

        send(EVENTS, soon).expectStatus().isAccepted();
        expect(400, "'timestamp' lies more than 5 minutes in the future", send(EVENTS, late));
    }

    @Test
    void anArrayWithOneBadRecordIsRefusedWholeWithEveryMistakeNamed() {
        expect(
                        400,
                        "Missing mandatory field 'item_id' (index 1)",
                        send(ITEMS, "[{\"item_id\": \"first\"}, {}, {\"item_id\": \"last\", \"status\": \"x\"}]"))
                .jsonPath("$.errors.length()")
                .isEqualTo(2)
                .jsonPath("$.errors[1].index")
                .isEqualTo(2)
                .jsonPath("$.errors[1].field")
                .isEqualTo("status");

        shop.upsertItems(List.of(item("later", Map.of())));
        shop.settle(Topic.ITEMS);
        assertThat(shop.storedItem("later").isMissingNode()).isFalse();
        assertThat(shop.storedItem("first").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"strategy": "similar"}                         | The 'similar' strategy requires a context_item_id.
            {"strategy": "personalized"}                    | The 'personalized' strategy requires a user_id.
            {}                                              | The 'personalized' strategy requires a user_id.
            {"strategy": "magic"}                           | 'magic' is not a strategy: known are abandonment-recovery, affinity-shift, cold-start-booster, frequently-bought-together, frequently-consumed-together, fresh-content-boost, personalized, popular, serendipity, session-resumption, session_based, similar, trending, vibe-check
            {"strategy": "random"}                          | 'random' is not a strategy: known are abandonment-recovery, affinity-shift, cold-start-booster, frequently-bought-together, frequently-consumed-together, fresh-content-boost, personalized, popular, serendipity, session-resumption, session_based, similar, trending, vibe-check
            {"strategy": 5}                                 | 'strategy' must be a string
            {"strategy": "popular", "limit": 0}             | 'limit' must lie between 1 and 100
            {"strategy": "popular", "limit": 101}           | 'limit' must lie between 1 and 100
            {"strategy": "popular", "limit": "10"}          | 'limit' must be a whole number
            {"strategy": "popular", "limit": 1.5}           | 'limit' must be a whole number
            {"strategy": "popular", "limit": 99999999999}   | 'limit' must be a whole number
            {"strategy": "popular", "page": 0}              | 'page' must be at least 1
            {"strategy": "popular", "page": -1}             | 'page' must be at least 1
            {"strategy": "popular", "filters": []}          | 'filters' must be an object
            {"strategy": "popular", "filters": {"status": "inactive"}}      | the filter 'status' can only be 'active': nothing else is recommended
            {"strategy": "popular", "filters": {"a": {"like": "x"}}}        | the filter 'a' has an unknown operator 'like': known are gt, gte, lt, lte, in, not_in, exists
            {"strategy": "popular", "filters": {"item_type": {"exists": true}}} | the filter 'item_type' takes a value, an array, in or not_in: every item has one type
            {"strategy": "popular", "filters": {"a": {}}}                   | the filter 'a' has no operator
            {"strategy": "popular", "filters": {"a": null}}                 | the filter 'a' must be a string, a number or a boolean
            {"strategy": "popular", "filters": {"a": [["x"]]}}              | the filter 'a' must be a string, a number or a boolean
            {"strategy": "popular", "filters": {"a": {"in": "x"}}}          | the filter 'a' needs an array for 'in'
            {"strategy": "popular", "filters": {"a": {"exists": 1}}}        | the filter 'a' needs true or false for 'exists'
            {"strategy": "popular", "filters": {"a": {"gt": "many"}}}       | the filter 'a' needs a number or an ISO 8601 date for 'gt'
            {"strategy": "popular", "filters": {"a": {"lt": 1e400}}}        | 'filters' holds a number that is too large
            {"strategy": "\\ud800"}                        | 'strategy' holds half a character, which is no valid Unicode
            {"strategy": "similar", "context_item_id": ["x"]}               | 'context_item_id' must be a string
            """)
    void aRecommendationIsToldWhatItsStrategyCannotServe(String request, String problem) {
        expect(422, "Value error, " + problem, send(RECOMMEND, request));
    }
}
