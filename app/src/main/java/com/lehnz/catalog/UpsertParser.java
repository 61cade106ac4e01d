package com.lehnz.catalog;

import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From JSON to upserts: of a request all are valid, or none is accepted. */
@Component
public class UpsertParser {
    private static final int MOST_RECORDS = 1_000;
    private static final int MOST_TYPE_CHARACTERS = 128;
    private static final Set<String> ITEM_FIELDS =
            new LinkedHashSet<>(List.of("item_id", "item_type", "status", "attributes"));
    private static final Set<String> USER_FIELDS =
            new LinkedHashSet<>(List.of("user_id", "status", "created_at", "attributes"));

    private final JsonMapper json;

    public UpsertParser(JsonMapper json) {
        this.json = json;
    }

    List<ItemUpsert> items(JsonNode body) {
        Problems problems = new Problems();
        List<ItemUpsert> items = JsonRecord.oneOrMany(body, "item", MOST_RECORDS, problems).stream()
                .map(this::item)
                .toList();
        problems.throwIfAny();
        return items;
    }

    List<UserUpsert> users(JsonNode body) {
        Problems problems = new Problems();
        List<UserUpsert> users = JsonRecord.oneOrMany(body, "user", MOST_RECORDS, problems).stream()
                .map(this::user)
                .toList();
        problems.throwIfAny();
        return users;
    }

    /** Of any use only where nothing has been reported. */
    public ItemUpsert item(JsonRecord record) {
        record.allowOnly(ITEM_FIELDS);
        return new ItemUpsert(
                required(record, "item_id", record.id("item_id", 512)),
                record.string("item_type", MOST_TYPE_CHARACTERS),
                status(record),
                attributes(record, Attributes.MOST_OF_ITEM));
    }

    /** Of any use only where nothing has been reported. */
    public UserUpsert user(JsonRecord record) {
        record.allowOnly(USER_FIELDS);
        return new UserUpsert(
                required(record, "user_id", record.string("user_id", 256)),
                status(record),
                record.instant("created_at"),
                attributes(record, Attributes.MOST_OF_USER));
    }

    private static String required(JsonRecord record, String field, @Nullable String value) {
        if (value == null && !record.has(field)) {
            record.reject(field, "Missing mandatory field '%s'".formatted(field));
        }
        return value == null ? "" : value;
    }

    private static @Nullable Status status(JsonRecord record) {
        String text = record.string("status", 64);
        Status status = text == null ? null : Status.find(text);
        if (text != null && status == null) {
            record.reject("status", "Invalid status '%s': must be one of %s".formatted(text, Status.KNOWN));
        }
        return status;
    }

    private @Nullable Map<String, @Nullable Object> attributes(JsonRecord record, int most) {
        ObjectNode object = record.object("attributes");
        if (object == null) {
            return null;
        }
        Map<String, @Nullable Object> attributes = json.convertValue(object, new TypeReference<>() {});
        if (!Attributes.fit(attributes, most)) {
            record.reject("attributes", "Field 'attributes' may have at most %,d characters of JSON".formatted(most));
        }
        return attributes;
    }
}
