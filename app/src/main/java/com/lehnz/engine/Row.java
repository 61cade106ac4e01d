package com.lehnz.engine;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;

/** A document as a {@link Scan} reads it. */
public final class Row {
    private final String id;
    private final Map<String, JsonData> fields;

    Row(String id, Map<String, JsonData> fields) {
        this.id = id;
        this.fields = fields;
    }

    /** The document's id: the key it was written under, in an index that an organization has for itself. */
    public String id() {
        return id;
    }

    /** The field's first value; null where there is none. */
    public @Nullable String text(String field) {
        JsonData values = fields.get(field);
        if (values == null) {
            return null;
        }
        JsonArray array = values.toJson().asJsonArray();
        if (array.isEmpty()) {
            return null;
        }
        JsonValue first = array.getFirst();
        return first instanceof JsonString string ? string.getString() : first.toString();
    }

    /** A date in milliseconds since 1970; {@code absent} where there is none. */
    public long millis(String field, long absent) {
        String text = text(field);
        return text == null ? absent : Long.parseLong(text);
    }
}
