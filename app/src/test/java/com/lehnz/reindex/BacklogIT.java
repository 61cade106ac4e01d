package com.lehnz.reindex;

import static org.assertj.core.api.Assertions.assertThat;

import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.Topics;
import com.lehnz.testing.Engines;
import com.lehnz.testing.Service;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Stored;
import com.lehnz.testing.TestEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file takes the place of a catalog while workers are behind. */
class BacklogIT {
    @TempDir
    private Path folder;

    @Test
    void whatWasAcceptedBeforeIsOlderThanTheFileThoughNobodyHasWorkedThroughIt() throws IOException {
        Path file = Files.writeString(folder.resolve("catalog.csv"), "item_id,item_type,status\nnew,product,active\n");
        Engines engines = TestEngines.ours();
        try (Service api = Service.start(engines, "lehnz.role=api")) {
            Shop shop = api.openShop();
            api.bean(Topics.class).ready().block();
            shop.post(Shop.ITEMS, shop.secretKey(), List.of(Shop.item("old", Map.of("name", "Old"))))
                    .expectStatus()
                    .isAccepted();
            Reindexer reindexer = api.bean(Reindexer.class);
            String built = Objects.requireNonNull(reindexer
                    .build(shop.org(), new Order.Anew(file, Missing.DROP, false), Progress.SILENT)
                    .block());

            CompletableFuture<?> finished =
                    reindexer.finish(shop.org(), built, 1, Progress.SILENT).toFuture();
            try (Service next = Service.start(engines)) {
                finished.join();
                next.serve(shop).settle(Topic.ITEMS);
            }

            assertThat(new Stored(engines, shop.org()).items()).containsOnlyKeys("new");
        }
    }
}
