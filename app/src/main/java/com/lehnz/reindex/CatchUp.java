package com.lehnz.reindex;

import com.lehnz.catalog.ItemMerge;
import com.lehnz.catalog.ItemUpsert;
import com.lehnz.catalog.Reembedding;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.ChangeFeed;
import com.lehnz.engine.Documents;
import com.lehnz.pipeline.Offsets;
import com.lehnz.pipeline.Topic;
import com.lehnz.pipeline.TopicLog;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Carries over what has been written to the live generation since it was last looked at; the first time, that is
 * everything. How far it is, is remembered after every portion.
 */
@Component
class CatchUp {
    private static final int PORTIONS_AT_ONCE = 2;

    private final ChangeFeed feed;
    private final TopicLog log;
    private final ItemMerge merge;
    private final Reembedding reembedding;
    private final Documents documents;
    private final BulkWriter writer;

    CatchUp(
            ChangeFeed feed,
            TopicLog log,
            ItemMerge merge,
            Reembedding reembedding,
            Documents documents,
            BulkWriter writer) {
        this.feed = feed;
        this.log = log;
        this.merge = merge;
        this.reembedding = reembedding;
        this.documents = documents;
        this.writer = writer;
    }

    /**
     * Up to now.
     *
     * @return how many documents were carried over
     */
    Mono<Long> round(Site site) {
        return round(site, feed.checkpoints(site.from()));
    }

    /** Everything that there is, of a generation that nobody writes to any more. */
    Mono<Long> last(Site site) {
        return round(site, feed.lastCheckpoints(site.from()));
    }

    /** The state of the documents is fixed first: every upsert that has become part of them is in the queue by then. */
    private Mono<Long> round(Site site, Mono<Map<String, Long>> checkpoints) {
        return checkpoints.flatMap(upTo ->
                site.build().flatMap(build -> upserts(site, build.upserts()).then(carry(site, build, upTo))));
    }

    private Mono<Void> upserts(Site site, @Nullable Offsets from) {
        if (from == null) {
            return Mono.empty();
        }
        return log.end(Topic.ITEMS)
                .flatMap(to -> log.read(site.org(), Topic.ITEMS, ItemUpsert.class, from, to)
                        .concatMap(upserts -> merge.into(site.into(), upserts), 1)
                        .then(site.remember(build -> build.upserted(to))));
    }

    private Mono<Long> carry(Site site, Build build, Map<String, Long> upTo) {
        Carrier carrier = build.upserts() == null
                ? new WholeItems(site.from(), site.into(), reembedding, writer)
                : new Remainders(site.from(), site.into(), build.file(), documents, writer);
        return feed.between(site.from(), build.carried(), upTo)
                .flatMapSequential(
                        changes -> carrier.carry(changes.documents()).thenReturn(changes), PORTIONS_AT_ONCE, 1)
                .concatMap(changes -> site.remember(state -> state.carried(changes.shard(), changes.upTo()))
                        .thenReturn((long) changes.documents().size()))
                .doOnNext(site::moved)
                .reduce(0L, Long::sum);
    }
}
