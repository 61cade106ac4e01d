package com.lehnz.audit;

import com.lehnz.engine.Dates;
import com.lehnz.engine.Journal;
import com.lehnz.web.ApiException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of the audit log somebody wants to see. */
public record AuditQuery(Journal.Page page) {
    private static final int MOST = 100;
    private static final Instant BEGINNING = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");
    private static final Pattern PLACE = Pattern.compile("(\\d{1,15}):([0-9a-f-]{36})");

    /** @throws ApiException 400 naming the parameter that is wrong */
    public static AuditQuery of(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String from,
            @Nullable String until,
            String limit,
            @Nullable String cursor) {
        Map<String, String> terms = new LinkedHashMap<>();
        if (actor != null) {
            terms.put("actor", actor);
        }
        if (action != null) {
            terms.put("action", action);
        }
        return new AuditQuery(new Journal.Page(
                terms,
                from == null ? BEGINNING : instant("from", from),
                until == null ? END : instant("until", until),
                cursor == null ? null : place(cursor),
                size(limit)));
    }

    /** Where the page after these entries begins; null where they are the last. */
    public @Nullable String cursorAfter(List<AuditEntry> entries) {
        if (entries.size() < page.size()) {
            return null;
        }
        AuditEntry last = entries.getLast();
        String place = last.timestamp().toEpochMilli() + ":" + last.entryId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    private static Journal.Place place(String cursor) {
        try {
            var place = PLACE.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
            if (place.matches()) {
                return new Journal.Place(Instant.ofEpochMilli(Long.parseLong(place.group(1))), place.group(2));
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw invalid("cursor", "'cursor' must be the 'next' of another page");
    }

    private static Instant instant(String name, String text) {
        Instant instant = Dates.parse(text);
        if (instant == null) {
            throw invalid(name, "'%s' must be an ISO 8601 date and time such as 2026-01-31T09:00:00Z".formatted(name));
        }
        return instant;
    }

    private static int size(String limit) {
        try {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= MOST) {
                return size;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw invalid("limit", "'limit' must lie between 1 and " + MOST);
    }

    private static ApiException invalid(String name, String message) {
        return ApiException.badRequest(message, "Parameter '%s' is invalid".formatted(name));
    }
}
