package com.lehnz.contract;

import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the endpoints with one flat object refuse, and whom. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlatEndpointErrorsIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeAll
    void openShop() {
        shop = shops.open();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /recommend                 | {}                                           | Missing mandatory field 'user_id'
            /recommend                 | {"user_id": 7}                               | 'user_id' must be a string
            /recommend                 | {"user_id": "u", "limit": 0}                 | 'limit' must lie between 1 and 100
            /recommend                 | {"user_id": "u", "page": 0}                  | 'page' must be at least 1
            /recommend                 | {"user_id": "u", "placement": 1}             | 'placement' must be a string
            /recommend                 | {"user_id": "u", "filters": {"a": {}}}       | the filter 'a' has no operator
            /recommend                 | []                                           | The body must be a JSON object
            /recommend/session         | {}                                           | Missing mandatory field 'clicked_item_id'
            /recommend/session         | {"clicked_item_id": "a", "mode": "magic"}    | 'mode' must be semantic, behavioral or auto
            /recommend/basket          | {}                                           | 'item_ids' must be an array of 1 to 100 ids
            /recommend/basket          | {"item_ids": []}                             | 'item_ids' must be an array of 1 to 100 ids
            /recommend/basket          | {"item_ids": "a"}                            | 'item_ids' must be an array of 1 to 100 ids
            /recommend/basket          | {"item_ids": [""]}                           | 'item_ids' must have 1 to 512 bytes
            /recommend/price_optimized | {"limit": 5}                                 | Missing mandatory field 'user_id'
            /recommend/price_optimized | {"user_id": "u", "mode": "behavioral"}       | 'mode' can only be auto
            """)
    void whatIsWrongIsNamed(String path, String body, String message) {
        Envelopes.expectError(400, message, shop.post(path, shop.publishableKey(), body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /item/boots?limit=many | 'limit' must be a whole number
            /item/boots?limit=101  | 'limit' must lie between 1 and 100
            /item/boots?page=0     | 'page' must be at least 1
            /item/boots?mode=magic | 'mode' must be semantic, behavioral or auto
            """)
    void whatIsWrongInAQueryIsNamedToo(String uri, String message) {
        Envelopes.expectError(
                400,
                message,
                shop.client()
                        .get()
                        .uri(uri)
                        .header("X-API-KEY", shop.publishableKey())
                        .exchange());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/recommend", "/recommend/session", "/recommend/basket", "/recommend/price_optimized"})
    void theyNeedAPublishableKeyAndServeAnyBrowser(String path) {
        Envelopes.expectError(401, "Missing or invalid X-API-KEY", shop.post(path, "nonsense", "{}"));
        Envelopes.expectError(
                403, "Secret keys prohibited on public endpoints", shop.post(path, shop.secretKey(), "{}"));
        expectPreflight(path, "POST");
    }

    @Test
    void similarItemsNeedAPublishableKeyAndServeAnyBrowser() {
        Envelopes.expectError(
                401,
                "Missing or invalid X-API-KEY",
                shop.client().get().uri("/item/boots").exchange());
        expectPreflight("/item/boots", "GET");
    }

    private void expectPreflight(String path, String method) {
        shop.client()
                .options()
                .uri(path)
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "x-api-key,content-type")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", "*");
    }
}
