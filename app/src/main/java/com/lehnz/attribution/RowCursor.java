package com.lehnz.attribution;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a page of rows ends: the keys of its last row in the order of the breakdown, as text that fits into a URL. */
@Component
class RowCursor {
    private final JsonMapper json;

    RowCursor(JsonMapper json) {
        this.json = json;
    }

    String write(List<Dimension> by, Map<String, @Nullable String> keys) {
        byte[] values = json.writeValueAsBytes(
                by.stream().map(dimension -> keys.get(dimension.json())).toArray());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(values);
    }

    /** Null where it is not of a row of this breakdown. */
    @Nullable
    Map<String, @Nullable String> read(List<Dimension> by, String cursor) {
        JsonNode values = values(cursor);
        if (values == null || !values.isArray() || values.size() != by.size()) {
            return null;
        }
        Map<String, @Nullable String> keys = new HashMap<>();
        for (int i = 0; i < by.size(); i++) {
            JsonNode value = values.get(i);
            boolean fits = by.get(i) == Dimension.DAY
                    ? value.isString() && AnalyticsParser.findDay(value.asString()) != null
                    : value.isString() || value.isNull();
            if (!fits) {
                return null;
            }
            keys.put(by.get(i).json(), value.isNull() ? null : value.asString());
        }
        return keys;
    }

    private @Nullable JsonNode values(String cursor) {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException | JacksonException e) {
            return null;
        }
    }
}
