package com.lehnz.attribution;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Rejections;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Credits what users did to the recommendations that led to it. */
@Component
@EnableConfigurationProperties(AttributionProperties.class)
public class Credits {
    private static final Logger log = LoggerFactory.getLogger(Credits.class);
    private static final Duration CLOCKS_MAY_DIFFER_BY = Duration.ofMinutes(5);

    private final BulkWriter writer;
    private final ImpressionMerge merge;
    private final AttributionProperties properties;

    Credits(BulkWriter writer, ImpressionMerge merge, AttributionProperties properties) {
        this.writer = writer;
        this.merge = merge;
        this.properties = properties;
    }

    /**
     * Adds each credit to its recommendation, once per event. Ids that we cannot have made, or not within the window,
     * cost nothing. An id that another organization owns leads to a document of this one's own, which no impression ever
     * completes and nobody counts.
     */
    public Mono<Void> credit(OrgId org, List<Received<Credit>> credits) {
        Map<RecommendationId, List<Credit>> byRecommendation = new LinkedHashMap<>();
        for (Received<Credit> credit : credits) {
            RecommendationId.find(credit.body().recommendationId())
                    .filter(id -> isWithinWindow(id, credit.acceptedAt()))
                    .ifPresent(id -> byRecommendation
                            .computeIfAbsent(id, first -> new ArrayList<>())
                            .add(credit.body()));
        }
        List<Write> writes = byRecommendation.entrySet().stream()
                .map(entry -> merge.credits(org, entry.getKey(), entry.getValue()))
                .toList();
        return writer.write(writes)
                .doOnNext(results -> Rejections.requireNone(
                        results.stream().filter(result -> !isTooLate(result)).toList()))
                .then();
    }

    /** Somebody has closed the month of the recommendation: no reason not to learn from the event. */
    private static boolean isTooLate(WriteResult result) {
        boolean tooLate = result.outcome() instanceof Outcome.Refused
                && result.write().index() instanceof Index.Shared month
                && month.isOver(Instant.now());
        if (tooLate) {
            log.warn("{} takes no credits: {}", result.write().index(), result.outcome());
        }
        return tooLate;
    }

    /** Measured by our own clocks on both ends: an event's own time is whatever its sender says. */
    private boolean isWithinWindow(RecommendationId id, Instant acceptedAt) {
        Duration age = Duration.between(id.moment(), acceptedAt);
        return age.compareTo(CLOCKS_MAY_DIFFER_BY.negated()) >= 0 && age.compareTo(properties.window()) <= 0;
    }
}
