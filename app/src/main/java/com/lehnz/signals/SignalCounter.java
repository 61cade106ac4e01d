package com.lehnz.signals;

import com.lehnz.engine.OrgId;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Topic;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What events say of items, to the items' counts. A write of an item indexes its vector and its partners anew, which costs
 * more than all else that follows from an event: so signals of some seconds are gathered into one write per item, and
 * profiles do not wait for it.
 */
@Component
class SignalCounter implements RecordHandler<SignalBatch> {
    private static final int BATCHES_AT_ONCE = 20;

    private final ItemSignals signals;
    private final SignalProperties properties;

    SignalCounter(ItemSignals signals, SignalProperties properties) {
        this.signals = signals;
        this.properties = properties;
    }

    @Override
    public Topic topic() {
        return Topic.SIGNALS;
    }

    @Override
    public Class<SignalBatch> type() {
        return SignalBatch.class;
    }

    @Override
    public Duration gatheredFor() {
        return properties.gatheredFor();
    }

    @Override
    public int most(int batchSize) {
        return batchSize * BATCHES_AT_ONCE;
    }

    @Override
    public Mono<List<Rejected<SignalBatch>>> handle(OrgId org, List<Received<SignalBatch>> records) {
        List<ItemSignal> together = records.stream()
                .flatMap(record -> record.body().signals().stream())
                .toList();
        return signals.count(org, together).thenReturn(List.of());
    }
}
