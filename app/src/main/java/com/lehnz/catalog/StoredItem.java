package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has been said about an item so far.
 *
 * @param textHash what its vector was made from; null where it has none
 * @param position the last upsert that is in here
 */
record StoredItem(
        @JsonProperty("item_type") String itemType,
        @JsonProperty("status") Status status,
        @JsonProperty("attributes") Map<String, @Nullable Object> attributes,
        @JsonProperty("text_hash") @Nullable String textHash,
        @JsonProperty("created_at") @Nullable Instant createdAt,
        @JsonProperty("position") @Nullable Position position) {

    /** Nobody has spoken of it, though there may have been events: they wait for it in a document without a status. */
    static final StoredItem UNKNOWN = new StoredItem("product", Status.ACTIVE, Map.of(), null, null, null);

    static final List<String> FIELDS =
            List.of("item_type", "status", "attributes", "text_hash", "created_at", "position");

    @JsonCreator
    static StoredItem read(
            @JsonProperty("item_type") @Nullable String itemType,
            @JsonProperty("status") @Nullable Status status,
            @JsonProperty("attributes") @Nullable Map<String, @Nullable Object> attributes,
            @JsonProperty("text_hash") @Nullable String textHash,
            @JsonProperty("created_at") @Nullable Instant createdAt,
            @JsonProperty("position") @Nullable Position position) {
        return itemType == null || status == null || attributes == null
                ? UNKNOWN
                : new StoredItem(itemType, status, attributes, textHash, createdAt, position);
    }

    StoredItem apply(Received<ItemUpsert> received) {
        if (!received.position().isAfter(position)) {
            return this;
        }
        ItemUpsert upsert = received.body();
        return new StoredItem(
                Objects.requireNonNullElse(upsert.itemType(), itemType),
                Objects.requireNonNullElse(upsert.status(), status),
                Attributes.merge(attributes, upsert.attributes()),
                textHash,
                Objects.requireNonNullElse(createdAt, received.acceptedAt()),
                received.position());
    }

    /** Nothing is said about it but how old it is, and what its vector was made from. */
    static StoredItem undescribed(@Nullable String textHash, @Nullable Instant createdAt) {
        return new StoredItem(UNKNOWN.itemType, UNKNOWN.status, UNKNOWN.attributes, textHash, createdAt, null);
    }

    StoredItem withTextHash(@Nullable String hash) {
        return new StoredItem(itemType, status, attributes, hash, createdAt, position);
    }
}
