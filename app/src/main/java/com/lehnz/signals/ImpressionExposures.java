package com.lehnz.signals;

import com.lehnz.attribution.Impression;
import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Impressions to exposures of their items. Nobody waits for them and an item's write is dear, so they are gathered for as
 * long as {@code lehnz.signals.exposures-gathered-for} says and far beyond the usual size of a batch. While the catalog is
 * rebuilt they wait, ten minutes at a time: every item that they write meanwhile would have to be carried over once more.
 */
@Component
class ImpressionExposures implements RecordHandler<Impression> {
    private static final int BATCHES_AT_ONCE = 20;

    /** Those of other organizations wait in the same queue. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final ItemSignals signals;
    private final CatalogRebuilds rebuilds;
    private final SignalProperties properties;

    ImpressionExposures(ItemSignals signals, CatalogRebuilds rebuilds, SignalProperties properties) {
        this.signals = signals;
        this.rebuilds = rebuilds;
        this.properties = properties;
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
    public String group() {
        return topic().topicName() + ".exposures";
    }

    @Override
    public Duration gatheredFor() {
        return properties.exposuresGatheredFor();
    }

    @Override
    public int most(int batchSize) {
        return batchSize * BATCHES_AT_ONCE;
    }

    @Override
    public Mono<List<Rejected<Impression>>> handle(OrgId org, List<Received<Impression>> records) {
        List<ItemSignal> shown = records.stream()
                .flatMap(record -> record.body().items().stream()
                        .distinct()
                        .map(item -> ItemSignal.exposure(
                                item, record.position(), record.body().timestamp())))
                .toList();
        return rebuilds.over(org)
                .timeout(LONGEST_WAIT, Mono.empty())
                .then(Mono.defer(() -> signals.count(org, shown)))
                .thenReturn(List.of());
    }
}
