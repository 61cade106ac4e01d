package com.lehnz.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.Topics;
import com.lehnz.testing.Engines;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import com.lehnz.testing.TestEngines;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A node does what its role says and nothing else. */
class NodeRolesIT {

    @Test
    void anApiNodeLeavesTheQueuesToWorkersAndAWorkerLeavesRequestsToApiNodes() throws Exception {
        Engines engines = TestEngines.killable(); // where no other node works through the queues
        try (Service api = Service.start(engines, "lehnz.role=api")) {
            Shop shop = api.openShop();
            api.bean(Topics.class).ready().block();
            shop.post(Shop.ITEMS, shop.secretKey(), List.of(Shop.item("lamp", Map.of("name", "Desk lamp"))))
                    .expectStatus()
                    .isAccepted();
            assertThat(members(engines)).as("consumers of the queues").isZero();
            assertThat(shop.backlog().of(Topic.ITEMS).block()).isEqualTo(1);

            try (Service worker = Service.start(engines, "lehnz.role=worker", "lehnz.metrics.token=secret")) {
                shop.settle(Topic.ITEMS);
                shop.awaitItems(1);
                WebTestClient client = worker.bean(Shops.class).client();
                status(client, "/actuator/health/readiness", 200);
                status(client, "/actuator/prometheus", 200);
                status(client, "/swagger-ui.html", 404);
                worker.serve(shop)
                        .post(Shop.RECOMMEND, shop.publishableKey(), Map.of())
                        .expectStatus()
                        .isNotFound()
                        .expectBody()
                        .jsonPath("$.message")
                        .isEqualTo(
                                "This node works through the queues: send requests to one with lehnz.role=api or all");
            }
        }
    }

    private static void status(WebTestClient client, String path, int expected) {
        client.get()
                .uri(path)
                .header("Authorization", "Bearer secret")
                .exchange()
                .expectStatus()
                .isEqualTo(expected);
    }

    private static int members(Engines engines) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", engines.kafka()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
            return admin.describeConsumerGroups(groups).all().get().values().stream()
                    .mapToInt(group -> group.members().size())
                    .sum();
        }
    }
}
