package com.lehnz.reindex;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.catalog.ItemMerge;
import com.lehnz.catalog.Status;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.ChangeFeed;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.Scripts;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of items beside what upserts say: signals and weights. Upserts and files have decided which items there
 * are; what is known of items that nobody has loaded yet is taken over too.
 *
 * @param refresh says what becomes of items that are in {@code from} alone; null to leave them out
 */
record Remainders(
        Generation from, Generation into, @Nullable Refresh refresh, Documents documents, BulkWriter writer)
        implements Carrier {
    private static final String SCRIPT = Scripts.beside(Remainders.class, "take-over.painless");

    private record Known(@JsonProperty("status") @Nullable Status status) {
        static final List<String> FIELDS = List.of("status");
    }

    @Override
    public Mono<Void> carry(List<ChangeFeed.Change> changes) {
        List<String> ids = changes.stream().map(ChangeFeed.Change::id).toList();
        return documents
                .getAll(into.org(), into.index(), ids, Known.class, Known.FIELDS)
                .map(known -> changes.stream()
                        .<Write>mapMulti((change, writes) -> {
                            Write write = write(change, known.get(change.id()));
                            if (write != null) {
                                writes.accept(write);
                            }
                        })
                        .toList())
                .flatMap(writer::write)
                .doOnNext(Carrier::require)
                .then();
    }

    private @Nullable Write write(ChangeFeed.Change change, @Nullable Document<Known> known) {
        ObjectNode source = change.source();
        if (known == null && source.has("status")) {
            return refresh != null && refresh.missing() == Missing.DELETE ? deleted(change, refresh) : null;
        }
        ObjectNode remainder = source.deepCopy();
        remainder.remove(ItemMerge.FIELDS);
        return new Write.Script(
                into.org(),
                into.index(),
                change.id(),
                SCRIPT,
                Map.of(
                        "kept",
                        ItemMerge.FIELDS,
                        "remainder",
                        remainder,
                        "taken_over",
                        new Position(from.name(), change.sequenceNumber())));
    }

    private Write deleted(ChangeFeed.Change change, Refresh file) {
        ObjectNode source = change.source();
        source.put("status", Status.DELETED.json());
        if (!from.madeFor().equals(into.madeFor())) {
            source.remove(List.of("vector", "text_hash")); // Active again, it is embedded again.
        }
        source.putPOJO("position", file.asOf().last(into.org(), change.id()));
        return new Write.Create(into.org(), into.index(), change.id(), source);
    }
}
