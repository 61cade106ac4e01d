package com.lehnz.attribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.Group;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How recommendations did. */
record Figures(
        @JsonProperty("impressions") @Schema(description = "Recommendations that were answered with an item at least")
        long impressions,

        @JsonProperty("clicks") long clicks,

        @JsonProperty("ctr") @Schema(description = "clicks / impressions")
        double ctr,

        @JsonProperty("conversions") long conversions,

        @JsonProperty("conversion_rate") @Schema(description = "conversions / impressions")
        double conversionRate,

        @JsonProperty("revenue") @Schema(description = "Of the conversions: context.price times context.quantity")
        double revenue) {
    /** No currency has more; sums of doubles are exact far beyond it. */
    private static final int DECIMALS = 4;

    static Figures of(Group group) {
        return of(
                group.count(),
                Math.round(group.sums().getOrDefault("clicks", 0.0)),
                Math.round(group.sums().getOrDefault("conversions", 0.0)),
                group.sums().getOrDefault("revenue", 0.0));
    }

    private static Figures of(long impressions, long clicks, long conversions, double revenue) {
        return new Figures(
                impressions,
                clicks,
                rate(clicks, impressions),
                conversions,
                rate(conversions, impressions),
                BigDecimal.valueOf(revenue)
                        .setScale(DECIMALS, RoundingMode.HALF_UP)
                        .doubleValue());
    }

    private static double rate(long of, long all) {
        return all == 0 ? 0 : (double) of / all;
    }
}
