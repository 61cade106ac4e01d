package com.lehnz.events;

import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From JSON to events: of a request all are valid, or none is accepted. */
@Component
public class EventParser {
    private static final int MOST_EVENTS = 1_000;
    private static final int LONGEST_ID = 256;
    private static final Duration CLOCKS_MAY_DIFFER_BY = Duration.ofMinutes(5);

    private final JsonMapper json;
    private final Clock clock;

    public EventParser(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    List<Event> parse(JsonNode body) {
        Problems problems = new Problems();
        List<Event> events = JsonRecord.oneOrMany(body, "event", MOST_EVENTS, problems).stream()
                .flatMap(record -> Stream.ofNullable(event(record)))
                .toList();
        problems.throwIfAny();
        return events;
    }

    /** Null where a mandatory field is missing or wrong, which has been reported then. */
    public @Nullable Event event(JsonRecord record) {
        String userId = mandatory(record, "user_id", record.string("user_id", LONGEST_ID));
        String eventName = mandatory(record, "event_name", record.string("event_name", 128));
        EventFamily family = family(record, eventName);
        Instant now = clock.instant();
        Instant timestamp = record.instant("timestamp");
        if (timestamp != null && timestamp.isAfter(now.plus(CLOCKS_MAY_DIFFER_BY))) {
            record.reject("timestamp", "'timestamp' lies more than 5 minutes in the future");
        }
        String eventId = record.string("event_id", LONGEST_ID);
        String previousUserId = record.string("previous_user_id", LONGEST_ID);
        if (StandardEvent.IDENTIFY.eventName().equals(eventName)) {
            requireOther(record, previousUserId, userId);
        }
        String itemId = record.id("item_id", 512);
        String sessionId = record.string("session_id", LONGEST_ID);
        String recommendationId = record.string("recommendation_id", LONGEST_ID);
        ObjectNode context = record.object("context");
        if (userId == null || eventName == null || family == null) {
            return null;
        }
        Map<String, @Nullable Object> free =
                context == null ? null : json.convertValue(context, new TypeReference<>() {});
        return new Event(
                userId,
                eventName,
                family,
                eventId == null ? UUID.randomUUID().toString() : eventId,
                timestamp == null && eventId == null ? now : timestamp,
                itemId,
                sessionId,
                recommendationId,
                previousUserId,
                free);
    }

    private static @Nullable String mandatory(JsonRecord record, String field, @Nullable String value) {
        if (value == null && !record.has(field)) {
            record.reject(field, "Missing mandatory fields: '%s'".formatted(field));
        }
        return value;
    }

    private static @Nullable EventFamily family(JsonRecord record, @Nullable String eventName) {
        if (record.has("event_family")) {
            String sent = record.string("event_family", 64);
            EventFamily family = sent == null ? null : EventFamily.find(sent);
            if (sent != null && family == null) {
                record.reject(
                        "event_family",
                        "Invalid event_family '%s': must be one of %s".formatted(sent, EventFamily.KNOWN));
            }
            return family;
        }
        StandardEvent standard = eventName == null ? null : StandardEvent.find(eventName);
        if (eventName != null && standard == null) {
            record.reject(
                    "event_family", "Missing mandatory fields: 'event_family' is required for custom event names");
        }
        return standard == null ? null : standard.family();
    }

    private static void requireOther(JsonRecord record, @Nullable String previousUserId, @Nullable String userId) {
        if (previousUserId == null) {
            record.reject("previous_user_id", "Missing mandatory fields: 'previous_user_id' is required for identify");
        } else if (Objects.equals(previousUserId, userId)) {
            record.reject("previous_user_id", "'previous_user_id' must differ from 'user_id'");
        }
    }
}
