package com.lehnz.reindex;

import com.lehnz.catalog.Reembedding;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.ChangeFeed;
import com.lehnz.engine.Generation;
import com.lehnz.engine.Write;
import java.util.List;
import reactor.core.publisher.Mono;

/** Items with everything that is known of them. Their vectors are copied where both generations are made for the same. */
record WholeItems(Generation from, Generation into, Reembedding reembedding, BulkWriter writer) implements Carrier {

    @Override
    public Mono<Void> carry(List<ChangeFeed.Change> documents) {
        return embed(documents)
                .then(Mono.defer(() -> writer.write(documents.stream()
                        .map(document -> new Write.Put(
                                into.org(), into.index(), document.id(), document.source(), document.version()))
                        .toList())))
                .doOnNext(Carrier::require)
                .then();
    }

    private Mono<Void> embed(List<ChangeFeed.Change> documents) {
        return from.madeFor().equals(into.madeFor())
                ? Mono.empty()
                : reembedding.embed(
                        documents.stream().map(ChangeFeed.Change::source).toList());
    }
}
