package com.lehnz.imports;

import com.lehnz.catalog.ItemUpsert;
import com.lehnz.catalog.UpsertParser;
import com.lehnz.catalog.UserUpsert;
import com.lehnz.events.Event;
import com.lehnz.events.EventParser;
import com.lehnz.web.JsonRecord;
import com.lehnz.web.Problem;
import com.lehnz.web.Problems;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From rows to what a request with one such record would have put into the queue. */
final class RowParser {
    private final ImportKind kind;
    private final String fileId;
    private final UpsertParser upserts;
    private final EventParser events;

    /**
     * @param fileId the same whenever the same file is imported: with the row's number it makes the id of an event that
     *     has none, so that importing a file twice counts its events once
     * @param now the same for all readings of the file, which are to find the same
     */
    RowParser(ImportKind kind, String fileId, Instant now, JsonMapper json) {
        this.kind = kind;
        this.fileId = fileId;
        this.upserts = new UpsertParser(json);
        this.events = new EventParser(json, Clock.fixed(now, ZoneOffset.UTC));
    }

    sealed interface Parsed {
        /** @param key what the record is about */
        record Good(long number, String key, Object body) implements Parsed {}

        record Bad(List<Problem> problems) implements Parsed {}
    }

    Parsed parse(Row row) {
        return switch (row) {
            case Row.Broken(Problem problem) -> new Parsed.Bad(List.of(problem));
            case Row.Read(long number, ObjectNode node) -> parse(number, node);
        };
    }

    private Parsed parse(long number, ObjectNode node) {
        if (kind == ImportKind.EVENTS && !node.hasNonNull("event_id")) {
            node.put("event_id", fileId + "-" + number);
        }
        Problems problems = new Problems();
        JsonRecord record = JsonRecord.whole(node, problems);
        Parsed.Good good = record == null ? null : good(number, record);
        List<Problem> found = problems.all();
        return good != null && found.isEmpty()
                ? good
                : new Parsed.Bad(found.stream()
                        .map(problem -> Problem.ofRow(number, problem.field(), problem.message()))
                        .toList());
    }

    private Parsed.@Nullable Good good(long number, JsonRecord record) {
        return switch (kind) {
            case ITEMS -> {
                ItemUpsert item = upserts.item(record);
                require(record, "item_type");
                require(record, "status");
                yield new Parsed.Good(number, item.itemId(), item);
            }
            case USERS -> {
                UserUpsert user = upserts.user(record);
                require(record, "status");
                require(record, "created_at");
                yield new Parsed.Good(number, user.userId(), user);
            }
            case EVENTS -> {
                Event event = events.event(record);
                yield event == null ? null : new Parsed.Good(number, event.userId(), event);
            }
        };
    }

    /** An upsert may leave it out, a catalog's file may not. */
    private static void require(JsonRecord record, String field) {
        if (!record.has(field)) {
            record.reject(field, "Missing mandatory field '%s'".formatted(field));
        }
    }
}
