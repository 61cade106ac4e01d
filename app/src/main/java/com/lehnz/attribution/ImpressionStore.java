package com.lehnz.attribution;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Impressions from the queue into their index, each once. */
@Component
class ImpressionStore implements RecordHandler<Impression> {
    private final BulkWriter writer;
    private final ImpressionMerge merge;

    ImpressionStore(BulkWriter writer, ImpressionMerge merge) {
        this.writer = writer;
        this.merge = merge;
    }

    @Override
    public Topic topic() {
        return Topic.IMPRESSIONS;
    }

    @Override
    public Class<Impression> type() {
        return Impression.class;
    }

    @Override
    public Duration gatheredFor() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Mono<List<Rejected<Impression>>> handle(OrgId org, List<Received<Impression>> records) {
        Map<String, List<Received<Impression>>> byId = Rejections.byKey(records, Impression::recommendationId);
        return writer.write(writes(org, byId, merge::first))
                .flatMap(results -> mergeKnown(org, byId, results))
                .map(results -> Rejections.of(results, byId));
    }

    /** What a click was faster than, or what comes once more. */
    private Mono<List<WriteResult>> mergeKnown(
            OrgId org, Map<String, List<Received<Impression>>> byId, List<WriteResult> results) {
        Map<String, List<Received<Impression>>> known = new LinkedHashMap<>(byId);
        known.keySet()
                .retainAll(results.stream()
                        .filter(ImpressionStore::isKnown)
                        .map(result -> result.write().key())
                        .collect(Collectors.toSet()));
        return writer.write(writes(org, known, merge::impression))
                .map(merged -> Stream.concat(results.stream().filter(result -> !isKnown(result)), merged.stream())
                        .toList());
    }

    private static boolean isKnown(WriteResult result) {
        return result.outcome() instanceof Outcome.Conflict;
    }

    private interface Writing {
        Write of(OrgId org, RecommendationId id, Impression impression, Position position);
    }

    private static List<Write> writes(OrgId org, Map<String, List<Received<Impression>>> byId, Writing writing) {
        return byId.values().stream()
                .map(List::getFirst)
                .map(record -> writing.of(org, id(record.body()), record.body(), record.position()))
                .toList();
    }

    private static RecommendationId id(Impression impression) {
        return RecommendationId.find(impression.recommendationId())
                .orElseThrow(() -> new IllegalArgumentException("not an id of ours: " + impression.recommendationId()));
    }
}
