package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import java.util.Map;
import java.util.TreeMap;

/**
 * By id, the last record sent under it that a document holds. One id's records stand in one partition, in order, so what
 * comes up to there is a redelivery. The ids of one user have partitions of their own, whose workers know nothing of each
 * other: one position for all of them would take one id's records for redeliveries of another's.
 */
public record LastRecords(@JsonValue Map<String, Position> byId) {
    public static final LastRecords NONE = new LastRecords(Map.of());

    @JsonCreator
    static LastRecords of(Map<String, Position> byId) {
        return new LastRecords(byId);
    }

    boolean isNews(String sentUnder, Received<?> record) {
        return record.position().isAfter(byId.get(sentUnder));
    }

    LastRecords and(String sentUnder, Position last) {
        return and(new LastRecords(Map.of(sentUnder, last)));
    }

    LastRecords and(LastRecords other) {
        Map<String, Position> all = new TreeMap<>(byId);
        other.byId.forEach(
                (id, position) -> all.merge(id, position, (mine, theirs) -> theirs.isAfter(mine) ? theirs : mine));
        return new LastRecords(all);
    }
}
