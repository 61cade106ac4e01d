package com.lehnz.contract;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who turned out to be whom, and who is to be forgotten. */
@LehnzTest
class IdentityIT {
    @Autowired
    private Shops shops;

    private Shop shop;

    @BeforeEach
    void openShop() {
        shop = shops.open();
        shop.upsertItems(List.of(
                item("boots", Map.of("name", "Leather boots", "category", "Shoes")),
                item("sandals", Map.of("name", "Summer sandals", "category", "Shoes")),
                item("beans", Map.of("name", "Coffee beans", "category", "Coffee")),
                item("grinder", Map.of("name", "Coffee grinder", "category", "Coffee"))));
    }

    @Test
    void whoSignsInKeepsWhatTheyDidBeforeUnderEitherId() {
        shop.track(List.of(event("anon", "view", "boots"), event("anon", "add_to_cart", "beans")));
        shop.track(List.of(event("ada", "purchase", "grinder"), identify("ada", "anon")));

        assertThat(recentItems("ada")).containsExactlyInAnyOrder("boots", "beans", "grinder");
        assertThat(taste("ada").path("cart").path(0).asString()).isEqualTo("beans");
        assertThat(shop.stored(Index.USERS, "anon").path("merged_into").asString())
                .isEqualTo("ada");
        assertThat(shop.stored(Index.USERS, "anon").has("profile")).isFalse();
        for (String id : List.of("anon", "ada")) {
            shop.awaitRecommendation(Map.of("user_id", id), data -> {
                assertThat(data.path("served_by").asString()).isEqualTo("personalized");
                assertThat(Shop.itemsOf(data)).first().isNotEqualTo("grinder");
            });
        }
        shop.track(List.of(event("anon", "click", "sandals")));
        assertThat(recentItems("ada")).contains("sandals");
    }

    @Test
    void whoeverWasNeverSeenCanBeIdentifiedTooAndTheirEventsFollow() {
        shop.track(List.of(identify("ada", "anon")));
        shop.track(List.of(event("anon", "view", "boots")));

        assertThat(recentItems("ada")).containsExactly("boots");
    }

    @Test
    void sayingItAgainOrTheOtherWayRoundChangesNothing() {
        shop.track(List.of(event("anon", "view", "boots"), event("ada", "view", "beans"), identify("ada", "anon")));
        JsonNode once = taste("ada");
        shop.track(List.of(identify("ada", "anon"), identify("anon", "ada"), identify("ada", "anon")));

        assertThat(taste("ada")).isEqualTo(once);
        assertThat(shop.stored(Index.USERS, "ada").has("merged_into")).isFalse();
    }

    @Test
    void chainsLeadToTheirEnd() {
        shop.track(List.of(event("a", "view", "boots"), event("b", "view", "beans"), event("c", "view", "grinder")));
        shop.track(List.of(identify("b", "a")));
        shop.track(List.of(identify("c", "b"), identify("d", "c")));
        shop.track(List.of(event("a", "view", "sandals")));

        assertThat(recentItems("d")).containsExactlyInAnyOrder("boots", "beans", "grinder", "sandals");
        assertThat(shop.stored(Index.USERS, "d").path("members")).hasSize(3);
    }

    /** Each pair in a partition of its own, and the batches of one request go to all of them at once. */
    @Test
    void mergesThatMeetConvergeOnOnePersonWithEverythingOnce() {
        int ids = 12;
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < ids; i++) {
            events.add(event("id-" + i, "view", "boots"));
            events.add(identify("id-" + i, "id-" + (i + 1) % ids));
            events.add(identify("id-" + (i + 5) % ids, "id-" + i));
        }
        Collections.shuffle(events, new Random(3));
        shop.track(events);

        Map<String, JsonNode> users = new Stored(TestEngines.shared(), shop.org()).users();
        List<String> people = users.entrySet().stream()
                .filter(user -> !user.getValue().has("merged_into"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(people).hasSize(1);
        assertThat(recentItems(people.getFirst())).hasSize(ids);
        assertThat(Objects.requireNonNull(users.get(people.getFirst())).path("members"))
                .hasSize(ids - 1);
        shop.track(IntStream.range(0, ids)
                .mapToObj(i -> event("id-" + i, "view", "beans"))
                .toList());
        assertThat(recentItems(people.getFirst())).hasSize(2 * ids);
    }

    @Test
    void whatTheShopSaysOfOneIdItSaysOfThePerson() {
        shop.upsertUsers(List.of(
                Map.of("user_id", "anon", "attributes", Map.of("city", "Rome", "plan", "trial")),
                Map.of("user_id", "ada", "attributes", Map.of("plan", "gold"))));
        shop.track(List.of(identify("ada", "anon")));
        shop.upsertUsers(List.of(Map.of("user_id", "anon", "attributes", Map.of("age", 32))));

        assertThat(shop.stored(Index.USERS, "ada").path("attributes"))
                .isEqualTo(shop.json().readTree("""
                {"city": "Rome", "plan": "gold", "age": 32}"""));
    }

    @Test
    void whoIsErasedUnderOneIdIsErasedUnderAll() {
        shop.track(List.of(secret(event("anon", "view", "boots")), secret(event("ada", "view", "beans"))));
        shop.track(List.of(secret(identify("ada", "anon"))));
        shop.upsertUsers(List.of(Map.of("user_id", "ada", "attributes", Map.of("email", "ada@example.com"))));
        assertThat(everythingStored()).contains("/secret", "ada@example.com", "vector");

        shop.upsertUsers(List.of(Map.of("user_id", "anon", "status", "deleted")));
        shop.track(List.of(secret(event("ada", "click", "boots")), secret(event("anon", "click", "beans"))));

        assertThat(everythingStored())
                .doesNotContain("/secret")
                .doesNotContain("ada@example.com")
                .doesNotContain("vector")
                .doesNotContain("recent");
        assertThat(new Stored(TestEngines.shared(), shop.org()).events()).hasSize(5);
        for (String id : List.of("anon", "ada")) {
            shop.awaitRecommendation(
                    Map.of("user_id", id),
                    data -> assertThat(data.path("served_by").asString()).isEqualTo("trending"));
        }
    }

    @Test
    void anItemThatArrivesAfterItsEventsCountsInProfilesAtOnce() {
        shop.track(List.of(event("ada", "view", "lamp")));
        assertThat(taste("ada").path("categories")).isEmpty();

        shop.upsertItems(List.of(item("lamp", Map.of("name", "Desk lamp", "category", "Lamps"))));

        assertThat(taste("ada").path("categories").propertyNames()).containsExactly("Lamps");
        assertThat(taste("ada").has("interest_vector")).isTrue();
        assertThat(shop.stored(Index.USERS, "ada").path("waiting_for")).isEmpty();
    }

    @Test
    void whoWasErasedIsNotBroughtBackBySigningIn() {
        shop.track(List.of(event("anon", "view", "boots"), event("ada", "view", "beans")));
        shop.upsertUsers(List.of(Map.of("user_id", "anon", "status", "deleted")));
        shop.track(List.of(identify("ada", "anon"), event("anon", "view", "sandals")));

        assertThat(recentItems("ada")).containsExactly("beans");
        assertThat(shop.stored(Index.USERS, "anon").has("profile")).isFalse();
    }

    private static Map<String, Object> identify(String userId, String previous) {
        return Map.of("user_id", userId, "event_name", "identify", "previous_user_id", previous);
    }

    private static Map<String, Object> secret(Map<String, Object> event) {
        Map<String, Object> full = new HashMap<>(event);
        full.put("context", Map.of("page", "/secret"));
        return full;
    }

    private JsonNode taste(String userId) {
        return shop.stored(Index.USERS, userId).path("profile").path("taste");
    }

    private List<String> recentItems(String userId) {
        return shop.stored(Index.USERS, userId)
                .path("profile")
                .path("recent")
                .valueStream()
                .map(interaction -> interaction.path("item_id").asString())
                .toList();
    }

    /** What the raw indices hold of users and events. */
    private String everythingStored() {
        shop.settle(Topic.USERS);
        Stored stored = new Stored(TestEngines.shared(), shop.org());
        return stored.users() + "\n" + stored.events();
    }
}
