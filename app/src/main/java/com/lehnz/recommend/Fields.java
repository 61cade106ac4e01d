package com.lehnz.recommend;

import com.lehnz.web.JsonRecord;

/** What requests for recommendations have in common. */
final class Fields {
    static final int LONGEST_ID = 512;
    private static final int MOST_PER_PAGE = 100;

    private Fields() {}

    static int limit(JsonRecord request, int otherwise) {
        return between(request, "limit", otherwise, MOST_PER_PAGE, "'limit' must lie between 1 and " + MOST_PER_PAGE);
    }

    static int page(JsonRecord request) {
        return between(request, "page", 1, Integer.MAX_VALUE, "'page' must be at least 1");
    }

    private static int between(JsonRecord request, String field, int otherwise, int most, String message) {
        Integer value = request.integer(field);
        if (value != null && (value < 1 || value > most)) {
            request.reject(field, message);
        }
        return value == null ? otherwise : value;
    }
}
