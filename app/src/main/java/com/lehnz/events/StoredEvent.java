package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import java.time.Instant;

/**
 * An event as it is kept.
 *
 * @param storedAt what was learned from stored events is as new as the newest of these
 * @param position which record of the queue stored it: tells a redelivery of that record from another with the same id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredEvent(
        @JsonProperty("org_id") String orgId,
        @JsonUnwrapped Event event,
        @JsonProperty("received_at") Instant receivedAt,
        @JsonProperty("stored_at") Instant storedAt,
        @JsonProperty("position") Position position) {

    static StoredEvent of(OrgId org, Received<Event> received) {
        return new StoredEvent(
                org.value(),
                received.body().at(Event.at(received)),
                received.acceptedAt(),
                Instant.now(),
                received.position());
    }

    /** The part that is read back. */
    record StoredPosition(@JsonProperty("position") Position position) {}
}
