package com.lehnz.catalog;

import com.lehnz.engine.AttributeFields;
import com.lehnz.engine.Dates;
import com.lehnz.engine.Generation;
import com.lehnz.engine.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's part of an item's document. Signals and weights are other writers' parts of the same document, so the
 * catalog sets its own fields by script and leaves theirs alone.
 */
final class ItemDocument {
    /** A redelivered upsert finds its position taken and does nothing. */
    private static final String SET_FIELDS = """
            def seen = ctx._source.position;
            if (seen != null && seen.log == params.set.position.log && seen.offset >= params.set.position.offset) {
              ctx.op = 'none';
            } else {
              for (field in params.remove) { ctx._source.remove(field); }
              ctx._source.putAll(params.set);
            }
            """;

    private ItemDocument() {}

    /** @param vector the new vector; null where the item has none, or where its text did not change */
    static Write write(
            Generation generation,
            String itemId,
            StoredItem item,
            float @Nullable [] vector,
            RangeFields.Limit limit,
            Instant now) {
        Map<String, Object> set = new LinkedHashMap<>();
        List<String> remove = new ArrayList<>();
        AttributeProjection projection = AttributeProjection.of(item.attributes());

        set.put("item_id", itemId);
        set.put("item_type", item.itemType());
        set.put("status", item.status().json());
        set.put("attributes", item.attributes());
        set.put("facets", projection.facets());
        set.put("paths", projection.paths());
        set.put("numbers", limit.numbers(projection.numbers()));
        set.put("dates", limit.dates(projection.dates()));
        set.put("updated_at", now.toString());
        setOrRemove("position", item.position(), set, remove);
        setOrRemove("name", text(item.attributes().get("name")), set, remove);
        setOrRemove("category", text(item.attributes().get("category")), set, remove);
        setOrRemove("brand", text(item.attributes().get("brand")), set, remove);
        setOrRemove("price", price(item.attributes().get("price")), set, remove);
        set.put("created_at", createdAt(item, now).toString());
        // A vector and what it was made from come and go together.
        if (vector != null) {
            set.put("vector", vector);
            set.put("text_hash", Objects.requireNonNull(item.textHash()));
        } else if (item.textHash() == null) {
            remove.addAll(List.of("vector", "text_hash"));
        }
        return new Write.Script(
                generation.org(), generation.index(), itemId, SET_FIELDS, Map.of("set", set, "remove", remove));
    }

    private static void setOrRemove(
            String field, @Nullable Object value, Map<String, Object> set, List<String> remove) {
        if (value == null) {
            remove.add(field);
        } else {
            set.put(field, value);
        }
    }

    /** A catalog that is loaded for the first time may say itself how old its items are. */
    private static Instant createdAt(StoredItem item, Instant now) {
        Instant said = item.attributes().get("created_at") instanceof String text ? Dates.parse(text) : null;
        return said != null ? said : Objects.requireNonNullElse(item.createdAt(), now);
    }

    private static @Nullable Double price(@Nullable Object value) {
        return switch (value) {
            case Number number when Double.isFinite(number.doubleValue()) -> number.doubleValue();
            case List<?> list when !list.isEmpty() -> price(list.getFirst());
            case null, default -> null;
        };
    }

    /** The text of an attribute that should be one: a list counts by its first. In CSV, what looks like a number is one. */
    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case String text when !text.isBlank() -> AttributeFields.cut(text, 1_000);
            case Number number -> AttributeFields.canonical(number);
            case List<?> list when !list.isEmpty() -> text(list.getFirst());
            case null, default -> null;
        };
    }
}
