package com.lehnz.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import com.lehnz.engine.Index;
import com.lehnz.pipeline.Topic;
import java.util.List;
import java.util.Locale;

/** What the rows of a file are. */
public enum ImportKind {
    ITEMS(
            Topic.ITEMS,
            List.of("item_id", "item_type", "status"),
            List.of("item_id", "item_type", "status"),
            "attributes",
            List.of(Index.ITEMS)),
    USERS(
            Topic.USERS,
            List.of("user_id", "status", "created_at"),
            List.of("user_id", "status", "created_at"),
            "attributes",
            List.of(Index.USERS)),
    EVENTS(
            Topic.EVENTS,
            List.of(
                    "user_id",
                    "event_name",
                    "event_family",
                    "item_id",
                    "session_id",
                    "recommendation_id",
                    "previous_user_id",
                    "event_id",
                    "timestamp"),
            List.of("user_id", "event_name"),
            "context",
            List.of(Index.EVENTS, Index.ITEMS, Index.USERS));

    private final Topic topic;
    private final List<String> columns;
    private final List<String> mandatory;
    private final String free;
    private final List<Index> indices;

    ImportKind(Topic topic, List<String> columns, List<String> mandatory, String free, List<Index> indices) {
        this.topic = topic;
        this.columns = columns;
        this.mandatory = mandatory;
        this.free = free;
        this.indices = indices;
    }

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of them. */
    String singular() {
        return json().substring(0, json().length() - 1);
    }

    Topic topic() {
        return topic;
    }

    /** Columns of a CSV file that mean the field of that name. */
    List<String> columns() {
        return columns;
    }

    /** Those that every file, and every record, must have. */
    List<String> mandatory() {
        return mandatory;
    }

    /** The field that takes all other columns in. */
    String free() {
        return free;
    }

    /** What shows such records once it is searched anew. */
    List<Index> indices() {
        return indices;
    }
}
