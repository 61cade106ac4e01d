package com.lehnz.catalog;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Topic;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Item upserts from the queue into the live generation of the items index. */
@Component
class ItemIndexer implements RecordHandler<ItemUpsert> {
    private final ItemsGenerations generations;
    private final ItemsGeneration ours;
    private final ItemMerge merge;
    private final NewItems newItems;

    ItemIndexer(ItemsGenerations generations, ItemsGeneration ours, ItemMerge merge, NewItems newItems) {
        this.generations = generations;
        this.ours = ours;
        this.merge = merge;
        this.newItems = newItems;
    }

    @Override
    public Topic topic() {
        return Topic.ITEMS;
    }

    @Override
    public Class<ItemUpsert> type() {
        return ItemUpsert.class;
    }

    @Override
    public Mono<List<Rejected<ItemUpsert>>> handle(OrgId org, List<Received<ItemUpsert>> records) {
        return generations
                .live(org)
                .doOnNext(this::requireOurModel)
                .flatMap(live -> merge.into(live, records))
                .flatMap(merged -> newItems.arrived(org, merged.added()).thenReturn(merged.rejected()))
                .defaultIfEmpty(records.stream()
                        .map(record -> new Rejected<>(record, "there is no index for it"))
                        .toList());
    }

    /** The model was changed under this node: what it would embed belongs nowhere, and waits for one that fits. */
    private void requireOurModel(Generation live) {
        if (!live.madeFor().model().equals(ours.model())) {
            throw new EngineUnavailableException(
                    "%s holds vectors of the model %s, but this node embeds with %s: start it again with the former"
                            .formatted(live, live.madeFor().model(), ours.model()));
        }
    }
}
