package com.lehnz.weights;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Learns one organization's weights from its evidence and writes them to its items, on threads of its own. */
@Component
@EnableConfigurationProperties(WeightProperties.class)
class WeightLearner implements DisposableBean {
    /** Learned by one thread between two looks at whether anybody still waits, and written with one request. */
    private static final int ITEMS_AT_ONCE = 50;

    private final EvidenceReader reader;
    private final CategoryPairLearner pairs;
    private final BulkWriter writer;
    private final WeightProperties properties;
    private final MeterRegistry meters;
    private final Scheduler scheduler;

    WeightLearner(
            EvidenceReader reader,
            CategoryPairLearner pairs,
            BulkWriter writer,
            WeightProperties properties,
            MeterRegistry meters) {
        this.reader = reader;
        this.pairs = pairs;
        this.writer = writer;
        this.properties = properties;
        this.meters = meters;
        this.scheduler = Schedulers.newBoundedElastic(properties.parallelism(), Integer.MAX_VALUE, "weights", 60, true);
    }

    /**
     * Learns the weights of items with evidence that was stored since a moment.
     *
     * @return when the newest evidence was stored that is in the weights now
     */
    Mono<Instant> learn(OrgId org, Instant since, Progress progress) {
        return reader.read(org, since, scheduler).publishOn(scheduler).flatMap(found -> {
            Evidence evidence = found.evidence();
            var rows = new EvidenceRows(properties.halfLife());
            Incidence baskets = rows.baskets(evidence);
            Incidence histories = rows.histories(evidence);
            int[] targets = found.fresh().stream().toArray();
            progress.step(0, targets.length);
            return Flux.range(0, (targets.length + ITEMS_AT_ONCE - 1) / ITEMS_AT_ONCE)
                    .flatMap(
                            portion -> Mono.fromCallable(
                                            () -> learn(org, targets, portion, baskets, histories, evidence.itemIds()))
                                    .subscribeOn(scheduler)
                                    .flatMap(this::write),
                            properties.parallelism())
                    .scan(0, Integer::sum)
                    .doOnNext(done -> progress.step(done, targets.length))
                    .then(pairs.learn(org, evidence, rows).subscribeOn(scheduler))
                    .thenReturn(found.newestStored());
        });
    }

    private static List<Write> learn(
            OrgId org, int[] targets, int portion, Incidence baskets, Incidence histories, List<String> itemIds) {
        var weights = new ItemWeights(baskets, histories);
        List<Write> writes = new ArrayList<>();
        int end = Math.min(targets.length, (portion + 1) * ITEMS_AT_ONCE);
        for (int at = portion * ITEMS_AT_ONCE; at < end; at++) {
            int item = targets[at];
            writes.add(PartnerFields.write(
                    org, itemIds.get(item), weights.boughtWith(item), weights.consumedWith(item), itemIds));
        }
        return writes;
    }

    private Mono<Integer> write(List<Write> writes) {
        return writer.write(writes)
                .doOnNext(Rejections::requireNone)
                .doOnNext(results -> meters.counter("lehnz.weights.items").increment(results.size()))
                .map(List::size);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
