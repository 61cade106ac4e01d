package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.ItemFeatures;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The endpoints that answer one flat object, as the documentation prints it. */
@LehnzTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlatEndpointsIT {
    private static final String PERSONALIZED = "/recommend";
    private static final String SESSION = "/recommend/session";
    private static final String BASKET = "/recommend/basket";
    private static final String PRICE_OPTIMIZED = "/recommend/price_optimized";

    @Autowired
    private Shops shops;

    private Shop shop;
    private Stored stored;

    @BeforeAll
    void openShop() {
        shop = shops.open();
        stored = new Stored(TestEngines.shared(), shop.org());
        shop.upsertItems(List.of(
                item("boots", Map.of("name", "Leather boots", "category", "Shoes", "price", 100)),
                item("sandals", Map.of("name", "Leather sandals", "category", "Shoes", "price", 40)),
                item("slippers", Map.of("name", "Leather slippers", "category", "Shoes", "price", 20)),
                item("polish", Map.of("name", "Tin of wax", "category", "Care", "price", 5)),
                item("brush", Map.of("name", "Horse hair brush", "category", "Care", "price", 8)),
                item("a/b ü?", Map.of("name", "Leather boots of another name", "category", "Shoes", "price", 200))));
        shop.track(List.of(event("ada", "view", "slippers"), event("ada", "add_to_cart", "boots")));
        shop.awaitItems(6);
        stored.weigh("polish", ItemFeatures.BOUGHT_WITH, Map.of("boots", 0.3, "sandals", 0.3));
        stored.weigh("brush", ItemFeatures.BOUGHT_WITH, Map.of("boots", 0.5));
        stored.weigh("polish", ItemFeatures.CONSUMED_WITH, Map.of("boots", 0.9));
    }

    private ResponseSpec get(String uri, Object... variables) {
        return shop.client()
                .get()
                .uri(uri, variables)
                .header("X-API-KEY", shop.publishableKey())
                .exchange();
    }

    private JsonNode post(String path, Object body) {
        return read(shop.post(path, shop.publishableKey(), body));
    }

    private JsonNode read(ResponseSpec answer) {
        return shop.json()
                .readTree(
                        answer.expectStatus().isOk().expectBody().returnResult().getResponseBody());
    }

    private static List<String> ids(JsonNode answer) {
        return answer.path("all_item_ids").valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"personalized", "session", "basket", "price_optimized"})
    void theDocumentedRequestGetsTheDocumentedAnswer(String endpoint) throws IOException {
        String path = endpoint.equals("personalized") ? PERSONALIZED : "/recommend/" + endpoint;

        JsonNode answer = post(path, printed(endpoint + "-request"));

        expectShape(answer, printed(endpoint + "-response"));
        assertThat(answer.path("meta").path("page").asInt()).isEqualTo(1);
        assertThat(answer.path("meta").path("limit").asInt()).isEqualTo(endpoint.equals("personalized") ? 12 : 10);
    }

    @Test
    void similarItemsHaveTheSameShape() throws IOException {
        JsonNode answer = read(get("/item/{id}", "boots"));

        expectShape(answer, printed("personalized-response"));
        assertThat(answer.path("item_id").asString()).isEqualTo("boots");
        assertThat(answer.path("mode").asString()).isEqualTo("semantic");
        assertThat(answer.path("meta").path("limit").asInt()).isEqualTo(4);
        assertThat(ids(answer)).hasSize(4).doesNotContain("boots");
    }

    /** A printed example without its comments and its ellipsis. */
    private JsonNode printed(String name) throws IOException {
        try (InputStream file = FlatEndpointsIT.class.getResourceAsStream(name + ".json")) {
            assertThat(file).as(name).isNotNull();
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return shop.json().readTree(text.replaceAll("(?m)//.*$", "").replace("[...]", "[]"));
        }
    }

    private static void expectShape(JsonNode answer, JsonNode example) {
        example.properties().forEach(field -> {
            assertThat(answer.path(field.getKey()).getNodeType())
                    .as(field.getKey())
                    .isEqualTo(field.getValue().getNodeType());
            assertThat(answer.path(field.getKey()).propertyNames())
                    .containsAll(field.getValue().propertyNames());
        });
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("recommendation_id").asString()).isNotBlank();
        assertThat(answer.path("recommendations"))
                .allSatisfy(each ->
                        assertThat(each.propertyNames()).containsExactlyInAnyOrder("item_id", "score", "reason"));
        assertThat(answer.path("recommendations").valueStream().map(each -> each.path("item_id")))
                .containsExactlyElementsOf(answer.path("all_item_ids"));
        assertThat(answer.path("meta").propertyNames())
                .containsExactlyInAnyOrder("total_items", "total_pages", "page", "limit");
    }

    @Test
    void aProductPageShowsWhatIsSimilarAndACartWhatGoesWithIt() {
        JsonNode home = post(PERSONALIZED, Map.of("user_id", "ada", "placement", "home", "limit", 1));
        JsonNode page = post(
                PERSONALIZED, Map.of("user_id", "ada", "placement", "pdp", "context_item_id", "sandals", "limit", 3));
        JsonNode cart = post(PERSONALIZED, Map.of("user_id", "ada", "placement", "cart", "limit", 2));
        JsonNode emptyCart = post(PERSONALIZED, Map.of("user_id", "nobody", "placement", "cart", "limit", 6));

        assertThat(home.path("user_id").asString()).isEqualTo("ada");
        assertThat(ids(page)).doesNotContain("sandals");
        assertThat(page.path("recommendations").path(0).path("reason").asString())
                .isEqualTo("Similar to Leather sandals");
        assertThat(ids(cart)).containsExactly("brush", "polish");
        assertThat(ids(emptyCart)).hasSize(6);

        Map.of("home", home, "pdp", page, "cart", cart).forEach((placement, answer) -> {
            JsonNode impression =
                    shop.awaitImpression(answer.path("recommendation_id").asString());
            assertThat(impression.path("placement").asString()).isEqualTo(placement);
        });
    }

    @Test
    void aBasketSumsOverItsItemsAndHoldsNoneOfThem() {
        JsonNode one = post(BASKET, Map.of("item_ids", List.of("boots"), "limit", 2));
        JsonNode two = post(BASKET, Map.of("item_ids", List.of("boots", "sandals"), "limit", 6));

        assertThat(ids(one)).containsExactly("brush", "polish");
        assertThat(ids(two)).startsWith("polish", "brush").doesNotContain("boots", "sandals");
        assertThat(two.path("basket_items").valueStream().map(JsonNode::asString))
                .containsExactly("boots", "sandals");
        assertThat(two.path("source").asString()).isEqualTo("co_occurrence");
    }

    @Test
    void aBasketThatNobodyBoughtBeforeSaysWhoFilledIn() {
        JsonNode answer = post(BASKET, Map.of("item_ids", List.of("slippers")));
        JsonNode unknown = post(BASKET, Map.of("item_ids", List.of("unknown")));

        assertThat(answer.path("source").asString()).isEqualTo("category-popular");
        assertThat(ids(answer)).startsWith("boots").hasSize(5).doesNotContain("slippers");
        assertThat(unknown.path("source").asString()).isEqualTo("popular");
    }

    @Test
    void modesListenToMeaningOrBehaviorOrBoth() {
        assertThat(ids(read(get("/item/boots?mode=semantic&limit=1")))).doesNotContain("polish");
        assertThat(ids(read(get("/item/boots?mode=behavioral&limit=1")))).containsExactly("polish");
        JsonNode both = post(SESSION, Map.of("clicked_item_id", "boots", "limit", 3));
        assertThat(ids(both)).startsWith("polish").contains("a/b ü?");
        assertThat(both.path("mode").asString()).isEqualTo("auto");
    }

    @Test
    void anItemOfAnyNameCanBeInAPath() {
        JsonNode answer = read(get("/item/{id}", "a/b ü?"));

        assertThat(answer.path("item_id").asString()).isEqualTo("a/b ü?");
        assertThat(ids(answer)).startsWith("boots").doesNotContain("a/b ü?");
    }

    @Test
    void pricesNearTheUsualComeFirst() {
        Shop other = shops.open();
        other.upsertItems(List.of(
                item("seen", Map.of("name", "Leather shoes", "category", "Shoes", "price", 50)),
                item("cheap", Map.of("name", "Leather shoes", "category", "Shoes", "price", 5)),
                item("same", Map.of("name", "Leather shoes", "category", "Shoes", "price", 55)),
                item("free", Map.of("name", "Leather shoes", "category", "Shoes", "price", 0)),
                item("wrong", Map.of("name", "Leather shoes", "category", "Shoes", "price", -5)),
                item("on request", Map.of("name", "Leather shoes", "category", "Shoes")),
                item("dear", Map.of("name", "Leather shoes", "category", "Shoes", "price", 500))));
        other.track(List.of(event("bob", "purchase", "seen")));
        other.awaitItems(7);

        JsonNode answer = read(other.post(PRICE_OPTIMIZED, other.publishableKey(), Map.of("user_id", "bob")));

        assertThat(ids(answer)).startsWith("same", "on request").hasSize(6);
        assertThat(answer.path("source").asString()).isEqualTo("price_optimized");
    }

    @Test
    void filtersAndPagesWorkAsEverywhere() {
        Map<String, Object> shoes = new HashMap<>(Map.of("user_id", "ada", "filters", Map.of("category", "shoes")));
        assertThat(ids(post(PERSONALIZED, shoes))).hasSize(4).doesNotContain("polish", "brush");
        assertThat(ids(post(PRICE_OPTIMIZED, shoes))).hasSize(4);
        shoes.put("limit", 3);
        shoes.put("page", 2);
        JsonNode second = post(PERSONALIZED, shoes);
        assertThat(ids(second)).hasSize(1);
        assertThat(second.path("meta").path("total_pages").asInt()).isEqualTo(2);
    }
}
