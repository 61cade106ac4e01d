package com.lehnz.web;

import com.lehnz.engine.Dates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object of a request, read field by field; what does not fit is reported and read as absent. */
public final class JsonRecord {
    private final ObjectNode node;
    private final @Nullable Integer index;
    private final Problems problems;

    private JsonRecord(ObjectNode node, @Nullable Integer index, Problems problems) {
        this.node = node;
        this.index = index;
        this.problems = problems;
    }

    /**
     * A body that is one record or an array of them.
     *
     * @param what how a record is called in messages
     * @param most records an array may have
     * @throws ApiException 400 when the body is neither, is empty or is too long
     */
    public static List<JsonRecord> oneOrMany(JsonNode body, String what, int most, Problems problems) {
        if (body instanceof ObjectNode object) {
            return isWhole(object, null, problems) ? List.of(new JsonRecord(object, null, problems)) : List.of();
        }
        if (!body.isArray()) {
            throw ApiException.badRequest(
                    "The body must be one %s or an array of them".formatted(what), "Not an object or array");
        }
        if (body.isEmpty()) {
            throw ApiException.badRequest("The array of %ss is empty".formatted(what), "Nothing to accept");
        }
        if (body.size() > most) {
            throw ApiException.badRequest(
                    "At most %d %ss fit in one request, got %d".formatted(most, what, body.size()), "Too many records");
        }
        List<JsonRecord> records = new ArrayList<>(body.size());
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i) instanceof ObjectNode object) {
                if (isWhole(object, i, problems)) {
                    records.add(new JsonRecord(object, i, problems));
                }
            } else {
                problems.add(i, what, "Every %s must be a JSON object".formatted(what));
            }
        }
        return records;
    }

    /** A body that must be one record. */
    public static JsonRecord one(JsonNode body, Problems problems) {
        if (body instanceof ObjectNode object) {
            boolean whole = isWhole(object, null, problems);
            return new JsonRecord(whole ? object : object.objectNode(), null, problems);
        }
        throw ApiException.badRequest("The body must be a JSON object", "Not an object");
    }

    /** A record that did not come in a body. Null where it holds what cannot be kept, which has been reported then. */
    public static @Nullable JsonRecord whole(ObjectNode record, Problems problems) {
        return isWhole(record, null, problems) ? new JsonRecord(record, null, problems) : null;
    }

    /** Reports what no field may hold. A record that is not whole is read no further: its values cannot be repeated. */
    private static boolean isWhole(ObjectNode object, @Nullable Integer index, Problems problems) {
        boolean whole = true;
        for (var entry : object.properties()) {
            String broken = JsonLimits.broken(entry.getKey(), entry.getValue());
            if (broken != null) {
                problems.add(index, JsonLimits.printable(entry.getKey()), broken);
                whole = false;
            }
        }
        return whole;
    }

    public void reject(String field, String message) {
        problems.add(index, field, message);
    }

    public boolean has(String field) {
        return node.hasNonNull(field);
    }

    /** Reports fields that nobody would read: a misspelt one would be lost in silence. */
    public void allowOnly(Set<String> fields) {
        for (String field : node.propertyNames()) {
            if (!fields.contains(field)) {
                reject(field, "Unknown field '%s': known are %s".formatted(field, String.join(", ", fields)));
            }
        }
    }

    public @Nullable String string(String field, int mostCharacters) {
        return text(field, mostCharacters, "characters", text -> text.codePointCount(0, text.length()));
    }

    /** An id as OpenSearch keeps ids: 1 to {@code most} bytes of UTF-8. */
    public @Nullable String id(String field, int most) {
        return text(field, most, "bytes", JsonRecord::bytes);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * A required array of ids.
     *
     * @param most ids it may have
     * @param longest bytes an id may have
     */
    public List<String> ids(String field, int most, int longest) {
        JsonNode value = node.get(field);
        if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
            reject(field, "'%s' must be an array of 1 to %d ids".formatted(field, most));
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode each : value) {
            String id = text(field, each, longest, "bytes", JsonRecord::bytes);
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    private @Nullable String text(String field, int most, String unit, ToIntFunction<String> length) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : text(field, value, most, unit, length);
    }

    private @Nullable String text(String field, JsonNode value, int most, String unit, ToIntFunction<String> length) {
        if (!value.isString()) {
            reject(field, "'%s' must be a string".formatted(field));
            return null;
        }
        String text = value.asString();
        if (text.isEmpty() || length.applyAsInt(text) > most) {
            reject(field, "'%s' must have 1 to %d %s".formatted(field, most, unit));
            return null;
        }
        return text;
    }

    public @Nullable Integer integer(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            reject(field, "'%s' must be a whole number".formatted(field));
            return null;
        }
        return value.asInt();
    }

    /** An array of strings, each of 1 to {@code longest} characters. */
    public @Nullable List<String> strings(String field, int most, int longest) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        boolean fits = value.isArray()
                && value.size() <= most
                && value.valueStream()
                        .allMatch(each -> each.isString()
                                && !each.asString().isEmpty()
                                && each.asString().length() <= longest);
        if (!fits) {
            reject(
                    field,
                    "'%s' must be an array of up to %d strings of 1 to %d characters".formatted(field, most, longest));
            return null;
        }
        return value.valueStream().map(JsonNode::asString).toList();
    }

    public @Nullable Double number(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            reject(field, "'%s' must be a number".formatted(field));
            return null;
        }
        return value.doubleValue();
    }

    public @Nullable ObjectNode object(String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        reject(field, "'%s' must be an object".formatted(field));
        return null;
    }

    /** ISO 8601: a date, or a date and time with an offset, in a year of four digits as every engine reads it. */
    public @Nullable Instant instant(String field) {
        String text = string(field, 64);
        if (text == null) {
            return null;
        }
        Instant instant = Dates.parse(text);
        if (instant == null) {
            reject(field, "'%s' must be an ISO 8601 date and time such as 2026-01-31T09:00:00Z".formatted(field));
        }
        return instant;
    }
}
