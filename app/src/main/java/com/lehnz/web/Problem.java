package com.lehnz.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field.
 *
 * @param index place of the record in the array that was sent; null where a single record was sent
 * @param row number of the record in the file that was sent; null where none was sent
 * @param field name of the field, dotted where it is nested
 * @param message what is wrong, as a sentence that names the field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @JsonProperty("index") @Nullable Integer index,
        @JsonProperty("row") @Nullable Long row,
        @JsonProperty("field") String field,
        @JsonProperty("message") String message) {

    /** Names come from outside and may have a megabyte; a thousand problems are kept and answered at once. */
    private static final int LONGEST_FIELD = 256;

    private static final int LONGEST_MESSAGE = 1_000;

    public Problem {
        field = shortened(field, LONGEST_FIELD);
        message = shortened(message, LONGEST_MESSAGE);
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    public static Problem of(@Nullable Integer index, String field, String message) {
        return new Problem(index, null, field, message);
    }

    /** @param row counted from 1, the header row of a CSV file included */
    public static Problem ofRow(long row, String field, String message) {
        return new Problem(null, row, field, message);
    }
}
