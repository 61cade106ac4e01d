package com.lehnz.attribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scripts;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes to the document of one recommendation, which take effect once and in whatever order they arrive. */
@Component
class ImpressionMerge {
    /** Clicks, and conversions: more than anybody does with one page of items; bounds the document whatever is sent. */
    private static final int MOST_CREDITS = 1_000;

    private final String script = Scripts.beside(ImpressionMerge.class, "merge-impression.painless");

    /** The common case, and a fraction of the price: a conflict where something is known of the recommendation already. */
    Write first(OrgId org, RecommendationId id, Impression impression, Position position) {
        return new Write.Create(
                org,
                Index.impressions(id.moment()),
                id.toString(),
                new Uncredited(new Stored(org.value(), impression, position), List.of(), 0, 0, 0));
    }

    /** Makes a stub where the impression has not arrived yet. */
    Write credits(OrgId org, RecommendationId id, List<Credit> credits) {
        return write(org, id, new Stored(org.value(), null, null), credits);
    }

    /** @param position which record of the queue it was: tells what an item has counted of it */
    Write impression(OrgId org, RecommendationId id, Impression impression, Position position) {
        return write(org, id, new Stored(org.value(), impression, position), List.of());
    }

    private Write write(OrgId org, RecommendationId id, Stored impression, List<Credit> credits) {
        return new Write.Script(
                org,
                Index.impressions(id.moment()),
                id.toString(),
                script,
                Map.of("impression", impression, "credits", credits, "most_credits", MOST_CREDITS));
    }

    /** As the script begins. */
    private record Uncredited(
            @JsonProperty("impression") @JsonUnwrapped Stored impression,
            @JsonProperty("credits") List<Credit> credits,
            @JsonProperty("clicks") int clicks,
            @JsonProperty("conversions") int conversions,
            @JsonProperty("revenue") double revenue) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Stored(
            @JsonProperty("org_id") String orgId,
            @JsonUnwrapped @Nullable Impression impression,
            @JsonProperty("position") @Nullable Position position) {}
}
