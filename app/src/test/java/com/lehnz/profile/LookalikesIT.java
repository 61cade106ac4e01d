package com.lehnz.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Users like one are found as the documentation says. */
@LehnzTest
class LookalikesIT {
    private static final Pattern QUERY = Pattern.compile("GET lehnz-users/_search\n(.*?)\n```", Pattern.DOTALL);

    @Autowired
    private Shops shops;

    @Test
    void thoseOfTheSameOrganizationComeByHowMuchTheyAreAlike() throws IOException {
        Shop shop = shops.open();
        for (Shop each : List.of(shop, shops.open())) {
            each.upsertItems(List.of(
                    Shop.item("boots", Map.of("name", "Leather hiking boots", "category", "Shoes")),
                    Shop.item("shoes", Map.of("name", "Trail running shoes", "category", "Shoes")),
                    Shop.item("beans", Map.of("name", "Espresso coffee beans", "category", "Coffee"))));
            each.track(List.of(
                    Shop.event("ada", "click", "boots"),
                    Shop.event("bob", "click", "shoes"),
                    Shop.event("eve", "click", "beans"),
                    Shop.event("nobody", "click", "not loaded yet")));
        }
        JsonNode ada = shop.stored(Index.USERS, "ada");

        List<JsonNode> hits = Stored.hits(
                TestEngines.shared(),
                "lehnz-users",
                documented()
                        .replace("<organization>", shop.org().value())
                        .replace("<model>", ada.path("model").asString())
                        .replace("[...]", ada.path("vectors").path("d256").toString()));

        assertThat(hits)
                .extracting(hit -> hit.path("_source").path("user_id").asString())
                .containsExactly("ada", "bob", "eve");
    }

    private static String documented() throws IOException {
        Matcher query = QUERY.matcher(Files.readString(Path.of("../docs/events.md")));
        assertThat(query.find()).isTrue();
        return query.group(1);
    }
}
