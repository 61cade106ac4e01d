package com.lehnz.web;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The envelope of every answer that is not an error. */
public record Success<T>(
        @JsonProperty("success") boolean success,
        @JsonProperty("message") String message,
        @JsonProperty("data") T data) {

    public static <T> Success<T> of(String message, T data) {
        return new Success<>(true, message, data);
    }
}
