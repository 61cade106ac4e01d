package com.lehnz.attribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code GET /orgs/{org}/analytics} answers. */
record AnalyticsReport(
        @JsonProperty("from") @Schema(description = "First day, UTC")
        LocalDate from,

        @JsonProperty("to") @Schema(description = "Last day, UTC")
        LocalDate to,

        @JsonProperty("total") @Schema(description = "Of all rows, those of other pages too")
        Figures total,

        @JsonProperty("rows") List<Row> rows,

        @JsonProperty("next")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The 'cursor' of the next page; absent on the last")
        @Nullable
        String next) {

    /** Only what was asked to be broken down by is there; a recommendation without a placement has none here either. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            @JsonProperty("strategy") @Nullable String strategy,
            @JsonProperty("served_by") @Nullable String servedBy,
            @JsonProperty("placement") @Nullable String placement,

            @JsonProperty("day") @Schema(description = "Of the recommendation, UTC") @Nullable
            String day,

            @JsonUnwrapped Figures figures) {}
}
