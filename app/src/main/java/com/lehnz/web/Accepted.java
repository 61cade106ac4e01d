package com.lehnz.web;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What ingestion answers.
 *
 * @param accepted records that are durably queued
 */
public record Accepted(@JsonProperty("accepted") int accepted) {

    public static Success<Accepted> of(int accepted, String what) {
        return Success.of(
                "%d %s%s accepted".formatted(accepted, what, accepted == 1 ? "" : "s"), new Accepted(accepted));
    }
}
