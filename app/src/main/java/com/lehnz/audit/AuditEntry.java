package com.lehnz.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param actor who did it: an e-mail address, or {@code operator}
 * @param action such as {@code key.created}
 * @param target what it was done to
 * @param address the client's IP address
 * @param before what was there before; absent where something new was made
 * @param after what is there since; absent where something was removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
        @JsonProperty("entry_id") String entryId,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("actor") String actor,
        @JsonProperty("action") String action,
        @JsonProperty("target") String target,
        @JsonProperty("address") @Nullable String address,

        @JsonProperty("before") @Nullable Object before,
        @JsonProperty("after") @Nullable Object after) {}
