package com.lehnz.attribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
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

    ImpressionStore(BulkWriter writer) {
        this.writer = writer;
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
                .<Write>map(record -> new Write.Create(
                        org,
                        Index.impressions(record.body().timestamp()),
                        record.body().recommendationId(),
                        new Stored(org.value(), record.body())))
                .toList();
        return writer.write(writes)
                .map(results -> results.stream()
                        // It is there already: delivered twice.
                        .filter(result -> !(result.outcome() instanceof Outcome.Conflict))
                        .toList())
                .map(results -> Rejections.of(results, byId));
    }

    record Stored(
            @JsonProperty("org_id") String orgId,
            @JsonUnwrapped Impression impression) {}
}
