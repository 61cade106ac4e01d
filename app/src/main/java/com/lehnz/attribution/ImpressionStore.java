package com.lehnz.attribution;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        List<Write> writes = byId.values().stream()
                .map(List::getFirst)
                .map(record -> merge.impression(org, id(record.body()), record.body(), record.position()))
                .toList();
        return writer.write(writes).map(results -> Rejections.of(results, byId));
    }

    private static RecommendationId id(Impression impression) {
        return RecommendationId.find(impression.recommendationId())
                .orElseThrow(() -> new IllegalArgumentException("not an id of ours: " + impression.recommendationId()));
    }
}
