package com.lehnz.catalog;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Item upserts from the queue into the items index: merged, projected, embedded where their text changed. */
@Component
class ItemIndexer implements RecordHandler<ItemUpsert> {
    private final Documents documents;
    private final BulkWriter writer;
    private final ItemVectors vectors;
    private final RangeFields rangeFields;
    private final NewItems newItems;

    ItemIndexer(
            Documents documents, BulkWriter writer, ItemVectors vectors, RangeFields rangeFields, NewItems newItems) {
        this.documents = documents;
        this.writer = writer;
        this.vectors = vectors;
        this.rangeFields = rangeFields;
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
        Map<String, List<Received<ItemUpsert>>> byItem = Rejections.byKey(records, ItemUpsert::itemId);
        return documents
                .getAll(org, Index.ITEMS, byItem.keySet(), StoredItem.class, StoredItem.FIELDS)
                .map(stored -> changes(byItem, stored))
                .flatMap(changes -> write(org, changes)
                        .flatMap(results ->
                                newItems.arrived(org, added(changes)).thenReturn(Rejections.of(results, byItem))));
    }

    /**
     * An item after the batch.
     *
     * @param isNew whether nobody has spoken of it before
     * @param newText what to embed; null where the vector that is there still holds
     */
    private record Change(
            String itemId,
            boolean isNew,
            StoredItem item,
            @Nullable String newText) {}

    private List<Change> changes(
            Map<String, List<Received<ItemUpsert>>> byItem, Map<String, Document<StoredItem>> stored) {
        List<Change> changes = new ArrayList<>();
        byItem.forEach((itemId, upserts) -> {
            Document<StoredItem> document = stored.get(itemId);
            StoredItem before = document == null ? StoredItem.UNKNOWN : document.source();
            StoredItem after = before;
            for (Received<ItemUpsert> upsert : upserts) {
                after = after.apply(upsert);
            }
            if (after != before) {
                String text = vectors.text(after.attributes());
                String hash = vectors.hash(text);
                boolean sameText = Objects.equals(hash, after.textHash());
                changes.add(new Change(
                        itemId,
                        before == StoredItem.UNKNOWN,
                        after.withTextHash(hash),
                        sameText || hash == null ? null : text));
            }
        });
        return changes;
    }

    private static List<String> added(List<Change> changes) {
        return changes.stream().filter(Change::isNew).map(Change::itemId).toList();
    }

    private Mono<List<WriteResult>> write(OrgId org, List<Change> changes) {
        return Mono.zip(embed(changes), rangeFields.of(org)).flatMap(prepared -> {
            Instant now = Instant.now();
            List<Write> writes = changes.stream()
                    .map(change -> ItemDocument.write(
                            org,
                            change.itemId(),
                            change.item(),
                            prepared.getT1().get(change.itemId()),
                            prepared.getT2(),
                            now))
                    .toList();
            return writer.write(writes);
        });
    }

    private Mono<Map<String, float[]>> embed(List<Change> changes) {
        List<Change> changed =
                changes.stream().filter(change -> change.newText() != null).toList();
        List<String> texts = changed.stream()
                .map(change -> Objects.requireNonNull(change.newText()))
                .toList();
        return vectors.of(texts).map(embedded -> {
            Map<String, float[]> byItem = new HashMap<>();
            for (int i = 0; i < changed.size(); i++) {
                byItem.put(changed.get(i).itemId(), embedded.get(i));
            }
            return byItem;
        });
    }
}
