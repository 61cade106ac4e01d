package com.lehnz.events;

import static com.lehnz.testing.Shop.event;
import static com.lehnz.testing.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.accounts.Role;
import com.lehnz.engine.Index;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Office;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** An organization's own word on how much events weigh. */
@LehnzTest
class OrganizationWeightsIT {
    @Autowired
    private Shops shops;

    private Office office;

    @BeforeEach
    void register() {
        office = shops.register();
    }

    @Test
    void whatAnAdminSetsHoldsFromTheNextEventOnForThisOrganizationAlone() {
        Shop shop = shops.open(office);
        Shop other = shops.open();
        JsonNode changed = office.data(put(Map.of("click", 3.5)));
        assertThat(changed.path("click").asDouble()).isEqualTo(3.5);
        assertThat(changed.path("purchase").asDouble()).isEqualTo(10);

        for (Shop each : List.of(shop, other)) {
            each.upsertItems(List.of(item("boots", Map.of("name", "Boots"))));
            each.track(List.of(event("ada", "click", "boots")));
        }

        assertThat(weightOfFirst(shop)).isEqualTo(3.5);
        assertThat(weightOfFirst(other)).isEqualTo(2);
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                office.data(office.as(Role.OWNER, HttpMethod.GET, office.path("/audit"), null))
                                        .toString())
                        .contains("event_weights.changed"));
    }

    @Test
    void whatIsLeftOutIsAsConfiguredAgain() {
        office.data(put(Map.of("click", 3.5)));
        assertThat(office.data(put(Map.of("view", 0.5))).path("click").asDouble())
                .isEqualTo(2);
        assertThat(office.data(office.as(Role.ADMIN, HttpMethod.GET, office.path("/settings/weights"), null))
                        .path("view")
                        .asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void weightsOutOfOrderAndWhatIsNoWeightAreRefused() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("view", 7), Map.of("click", "much"), Map.of("purchase", 10_001), Map.of("like", 2))) {
            String field = wrong.keySet().iterator().next();
            put(wrong)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody(String.class)
                    .value(body -> assertThat(body).contains(field));
        }
    }

    private ResponseSpec put(Map<String, ?> weights) {
        return office.as(Role.ADMIN, HttpMethod.PUT, office.path("/settings/weights"), weights);
    }

    private static double weightOfFirst(Shop shop) {
        return shop.stored(Index.USERS, "ada")
                .path("profile")
                .path("recent")
                .path(0)
                .path("weight")
                .asDouble();
    }
}
