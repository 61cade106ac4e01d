package com.lehnz.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.lehnz.catalog.Status;
import com.lehnz.catalog.UserUpsert;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Index;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.testing.LehnzTest;
import com.lehnz.testing.Shop;
import com.lehnz.testing.Shops;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What the shop says of users while nodes' clocks differ, and while a merge is not through. */
@LehnzTest
class UsersInFlightIT {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Autowired
    private UserIndexer indexer;

    @Autowired
    private IdentityMerger merger;

    @Autowired
    private Users users;

    @Autowired
    private BulkWriter writer;

    @Autowired
    private Shops shops;

    @Test
    void upsertsOfOneIdCountInTheOrderOfTheQueueWhateverTheClocksOfNodesSay() {
        Shop shop = shops.open();

        indexer.handle(
                        shop.org(),
                        List.of(
                                upsert(Status.DELETED, null, 0, NOON.plusMillis(50)),
                                upsert(null, Map.of("city", "Paris"), 1, NOON),
                                upsert(Status.ACTIVE, Map.of("city", "Rome"), 2, NOON.plusMillis(20))))
                .block();

        JsonNode ada = shop.stored(Index.USERS, "ada");
        assertThat(ada.path("status").asString()).isEqualTo("active");
        assertThat(ada.path("attributes").path("city").asString()).isEqualTo("Rome");
        assertThat(ada.has("active_since")).as("it was deleted in between").isTrue();
    }

    @Test
    void whoIsErasedWhileAMergeIsNotThroughIsErasedInWhoeverHasTakenThemIn() {
        Shop shop = shops.open();
        takeInHalf(shop);
        shop.upsertUsers(List.of(Map.of("user_id", "anonymous", "status", "deleted")));
        assertThat(shop.stored(Index.USERS, "ada").path("attributes").has("email"))
                .isTrue();

        merger.merge(shop.org(), List.of(new IdentityMerger.SamePerson("anonymous", "ada")))
                .block();

        JsonNode erased = shop.stored(Index.USERS, "ada");
        assertThat(erased.path("status").asString()).isEqualTo("deleted");
        assertThat(erased.path("attributes")).isEmpty();
    }

    @Test
    void whoIsErasedMeanwhileAndActiveAgainBeginsAnewInWhoeverHadTakenThemIn() {
        Shop shop = shops.open();
        takeInHalf(shop);
        shop.upsertUsers(List.of(Map.of("user_id", "anonymous", "status", "deleted")));
        shop.upsertUsers(List.of(
                Map.of("user_id", "anonymous", "status", "active", "attributes", Map.of("email", "new@example.com"))));

        merger.merge(shop.org(), List.of(new IdentityMerger.SamePerson("anonymous", "ada")))
                .block();

        JsonNode ada = shop.stored(Index.USERS, "ada");
        assertThat(ada.path("status").asString()).isEqualTo("active");
        assertThat(ada.path("attributes").properties())
                .extracting(Map.Entry::getKey, each -> each.getValue().asString())
                .containsExactly(tuple("email", "new@example.com"));
        assertThat(shop.stored(Index.USERS, "anonymous").path("merged_into").asString())
                .isEqualTo("ada");
    }

    /** Only the first of the two writes of a merge: anonymous is in ada, and does not know it yet. */
    private void takeInHalf(Shop shop) {
        shop.upsertUsers(List.of(
                Map.of("user_id", "anonymous", "attributes", Map.of("email", "ada@example.com")),
                Map.of("user_id", "ada", "attributes", Map.of("city", "Paris"))));
        List<Users.User> both =
                Objects.requireNonNull(users.find(shop.org(), List.of("anonymous", "ada"))
                                .block())
                        .stream()
                        .sorted(Comparator.comparing(Users.User::userId))
                        .toList();
        Users.User ada = both.getFirst();
        UserDocument source = both.getLast().document(shop.org(), NOON);
        writer.write(List.of(ada.document(shop.org(), NOON)
                        .absorb(source, Profile.EMPTY, NOON)
                        .write(shop.org(), ada.stored())))
                .block();
    }

    private static Received<UserUpsert> upsert(
            @Nullable Status status, @Nullable Map<String, @Nullable Object> attributes, long offset, Instant at) {
        return new Received<>(new UserUpsert("ada", status, null, attributes), new Position("users/0", offset), at);
    }
}
