package com.lehnz.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every error.
 *
 * @param message for people; names the field where one is to blame
 * @param error detail for whoever integrates
 * @param data always null
 * @param errors what is wrong with which record of an array
 * @param detail the message of 401 in the older documentation
 */
public record Failure(
        @JsonProperty("success") boolean success,
        @JsonProperty("message") String message,
        @JsonProperty("error") String error,

        @JsonProperty("data") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        Object data,

        @JsonProperty("errors") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Problem> errors,

        @JsonProperty("detail") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String detail) {

    public static Failure of(String message, String error) {
        return new Failure(false, message, error, null, List.of(), null);
    }
}
