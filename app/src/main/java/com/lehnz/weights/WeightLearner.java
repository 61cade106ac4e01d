package com.lehnz.weights;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemFeatures;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scans;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/** Learns one organization's weights from its evidence and writes them to its items, on threads of its own. */
@Component
@EnableConfigurationProperties(WeightProperties.class)
class WeightLearner implements DisposableBean {
    /** Learned by one thread between two looks at whether anybody still waits, and written with one request. */
    private static final int ITEMS_AT_ONCE = 50;

    /** At a portion: one answer that does not come is no reason to begin anew with all items. */
    private static final int ATTEMPTS = 6;

    private final Scans scans;
    private final EvidenceReader reader;
    private final Resemblance resemblance;
    private final CategoryPairLearner pairs;
    private final BulkWriter writer;
    private final WeightProperties properties;
    private final Counter learned;
    private final Scheduler scheduler;

    WeightLearner(
            Scans scans,
            EvidenceReader reader,
            Resemblance resemblance,
            CategoryPairLearner pairs,
            BulkWriter writer,
            WeightProperties properties,
            MeterRegistry meters) {
        this.scans = scans;
        this.reader = reader;
        this.resemblance = resemblance;
        this.pairs = pairs;
        this.writer = writer;
        this.properties = properties;
        this.learned = meters.counter("lehnz.weights.items");
        this.scheduler = Schedulers.newBoundedElastic(properties.parallelism(), Integer.MAX_VALUE, "weights", 60, true);
    }

    /**
     * Learns the weights of items with evidence that was stored since a moment.
     *
     * @return when the newest evidence was stored that is in the weights now
     */
    Mono<Instant> learn(OrgId org, Instant since, Progress progress) {
        // Items of the last second are to be found, too.
        return scans.refresh(org, Index.ITEMS)
                .then(reader.read(org, since, scheduler))
                .publishOn(scheduler)
                .flatMap(found -> {
                    Evidence evidence = found.evidence();
                    var rows = new EvidenceRows(properties.halfLife());
                    Incidence baskets = rows.baskets(evidence);
                    Incidence histories = rows.histories(evidence);
                    List<String> itemIds = evidence.itemIds();
                    Map<String, Integer> numbers = numbers(itemIds);
                    List<Integer> targets = found.fresh().stream().boxed().toList();
                    progress.step(0, targets.size());
                    return Flux.fromIterable(targets)
                            .buffer(ITEMS_AT_ONCE)
                            .flatMap(
                                    portion -> resemblance
                                            .of(
                                                    org,
                                                    portion.stream()
                                                            .map(itemIds::get)
                                                            .toList(),
                                                    numbers)
                                            .publishOn(scheduler)
                                            .map(alike -> learn(org, portion, baskets, histories, alike, itemIds))
                                            .flatMap(this::write)
                                            .retryWhen(Retry.backoff(ATTEMPTS, Duration.ofSeconds(1))
                                                    .filter(EngineUnavailableException.class::isInstance)
                                                    .onRetryExhaustedThrow((spec, last) -> last.failure())),
                                    properties.parallelism())
                            .scan(0, Integer::sum)
                            .doOnNext(done -> progress.step(done, targets.size()))
                            .then(pairs.learn(org, evidence, rows).subscribeOn(scheduler))
                            .thenReturn(found.newestStored());
                });
    }

    private static Map<String, Integer> numbers(List<String> itemIds) {
        Map<String, Integer> numbers = new HashMap<>();
        itemIds.forEach(itemId -> numbers.put(itemId, numbers.size()));
        return numbers;
    }

    private List<Write> learn(
            OrgId org,
            List<Integer> targets,
            Incidence baskets,
            Incidence histories,
            Map<String, Partners> alike,
            List<String> itemIds) {
        var weights = new ItemWeights(baskets, histories);
        List<Write> writes = new ArrayList<>();
        for (int item : targets) {
            String itemId = itemIds.get(item);
            Partners consumed = weights.consumedWith(item);
            Map<String, Partners> partners = Map.of(
                    ItemFeatures.BOUGHT_WITH, weights.boughtWith(item),
                    ItemFeatures.CONSUMED_WITH, consumed,
                    ItemFeatures.LIKED_WITH,
                            ItemWeights.likedWith(
                                    consumed, alike.getOrDefault(itemId, Partners.NONE), properties.resemblance()));
            writes.add(PartnerFields.write(org, itemId, partners, itemIds));
        }
        return writes;
    }

    private Mono<Integer> write(List<Write> writes) {
        return writer.write(writes)
                .doOnNext(Rejections::requireNone)
                .doOnNext(results -> learned.increment(results.size()))
                .map(List::size);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
