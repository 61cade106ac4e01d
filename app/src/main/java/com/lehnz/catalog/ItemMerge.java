package com.lehnz.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Generation;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler.Rejected;
import com.lehnz.pipeline.Rejections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Item upserts into a generation of the items index: merged, projected, embedded where their text changed. */
@Component
public class ItemMerge {
    /** The fields of an item's document that upserts decide. All others are other writers'. */
    public static final Set<String> FIELDS = Set.of(
            "item_id",
            "item_type",
            "status",
            "attributes",
            "facets",
            "paths",
            "numbers",
            "dates",
            "name",
            "category",
            "brand",
            "price",
            "created_at",
            "updated_at",
            "text_hash",
            "vector",
            "position");

    private final Documents documents;
    private final BulkWriter writer;
    private final ItemVectors vectors;
    private final RangeFields rangeFields;

    ItemMerge(Documents documents, BulkWriter writer, ItemVectors vectors, RangeFields rangeFields) {
        this.documents = documents;
        this.writer = writer;
        this.vectors = vectors;
        this.rangeFields = rangeFields;
    }

    /**
     * What became of upserts.
     *
     * @param added items that nobody has spoken of before; also where the same upserts said so already, because the rest of
     *     their batch failed
     * @param rejected upserts that can never be stored
     */
    public record Merged(List<String> added, List<Rejected<ItemUpsert>> rejected) {
        private Merged and(Merged other) {
            return new Merged(both(added, other.added), both(rejected, other.rejected));
        }

        private static <T> List<T> both(List<T> some, List<T> others) {
            return Stream.concat(some.stream(), others.stream()).toList();
        }
    }

    /**
     * Merges upserts into the items as they are there; those that an item holds already change nothing.
     *
     * @return fails with {@link EngineUnavailableException} where the generation is written to no more
     */
    public Mono<Merged> into(Generation generation, List<Received<ItemUpsert>> upserts) {
        Map<String, List<Received<ItemUpsert>>> all = Rejections.byKey(upserts, ItemUpsert::itemId);
        return documents
                .inPortions(generation.org(), generation.index(), all.keySet(), StoredItem.class, StoredItem.FIELDS)
                .publishOn(Schedulers.parallel(), 1)
                .concatMap(
                        portion -> {
                            var byItem = of(portion.keys(), all);
                            Function<String, Base> bases =
                                    itemId -> Base.of(portion.found().get(itemId));
                            return write(generation, byItem, bases)
                                    .map(rejected -> new Merged(added(byItem, bases), rejected));
                        },
                        1)
                .reduce(new Merged(List.of(), List.of()), Merged::and);
    }

    private static Map<String, List<Received<ItemUpsert>>> of(
            List<String> itemIds, Map<String, List<Received<ItemUpsert>>> all) {
        Map<String, List<Received<ItemUpsert>>> some = new LinkedHashMap<>();
        itemIds.forEach(itemId -> some.put(itemId, all.getOrDefault(itemId, List.of())));
        return some;
    }

    /** Nobody has spoken of them before these upserts, as far as it can be told: one may be delivered again. */
    private static List<String> added(Map<String, List<Received<ItemUpsert>>> byItem, Function<String, Base> bases) {
        List<String> added = new ArrayList<>();
        byItem.forEach((itemId, upserts) -> {
            Position last = bases.apply(itemId).item().position();
            if (last == null || upserts.stream().anyMatch(upsert -> upsert.stood(last))) {
                added.add(itemId);
            }
        });
        return added;
    }

    /**
     * Puts items into a generation that say nothing but what the upserts say. How old they are, and the vectors of texts
     * that are still the same, are taken from another one.
     */
    public Mono<List<Rejected<ItemUpsert>>> replace(
            Generation known, Generation into, List<Received<ItemUpsert>> upserts) {
        Map<String, List<Received<ItemUpsert>>> byItem = Rejections.byKey(upserts, ItemUpsert::itemId);
        return documents
                .getAll(known.org(), known.index(), byItem.keySet(), Kept.class, Kept.FIELDS)
                .publishOn(Schedulers.parallel())
                .flatMap(stored -> write(into, byItem, itemId -> Kept.base(stored.get(itemId))));
    }

    /** What an item keeps that is described anew. */
    private record Kept(
            @JsonProperty("text_hash") @Nullable String textHash,
            @JsonProperty("created_at") @Nullable Instant createdAt,
            @JsonProperty("vector") float @Nullable [] vector) {
        static final List<String> FIELDS = List.of("text_hash", "created_at", "vector");

        static Base base(@Nullable Document<Kept> stored) {
            if (stored == null) {
                return new Base(StoredItem.UNKNOWN, null);
            }
            Kept kept = stored.source();
            return new Base(StoredItem.undescribed(kept.textHash, kept.createdAt), kept.vector);
        }
    }

    /**
     * What upserts are merged into.
     *
     * @param vector to be written with it; null where it is there already, or there is none
     */
    private record Base(StoredItem item, float @Nullable [] vector) {
        static Base of(@Nullable Document<StoredItem> stored) {
            return new Base(stored == null ? StoredItem.UNKNOWN : stored.source(), null);
        }
    }

    /**
     * An item after its upserts.
     *
     * @param newText what to embed; null where the vector of the base still holds
     */
    private record Change(
            String itemId,
            Base base,
            StoredItem item,
            @Nullable String newText) {}

    /**
     * @param merged where the upserts go that are merged, by item
     * @param rejected where those go that are not
     */
    private List<Change> changes(
            Map<String, List<Received<ItemUpsert>>> byItem,
            Function<String, Base> bases,
            Map<String, List<Received<ItemUpsert>>> merged,
            List<Rejected<ItemUpsert>> rejected) {
        List<Change> changes = new ArrayList<>();
        byItem.forEach((itemId, upserts) -> {
            Base base = bases.apply(itemId);
            var fitting = Fitting.of(
                    base.item(), upserts, StoredItem::apply, StoredItem::attributes, Attributes.MOST_OF_ITEM);
            merged.put(itemId, fitting.taken());
            fitting.rejected().forEach(rejected::add);
            StoredItem after = fitting.document();
            if (after != base.item()) {
                String text = vectors.text(after.attributes());
                String hash = vectors.hash(text);
                boolean sameText = Objects.equals(hash, after.textHash());
                changes.add(new Change(itemId, base, after.withTextHash(hash), sameText || hash == null ? null : text));
            }
        });
        return changes;
    }

    private Mono<List<Rejected<ItemUpsert>>> write(
            Generation generation, Map<String, List<Received<ItemUpsert>>> byItem, Function<String, Base> bases) {
        Map<String, List<Received<ItemUpsert>>> merged = new HashMap<>();
        List<Rejected<ItemUpsert>> rejected = new ArrayList<>();
        List<Change> changes = changes(byItem, bases, merged, rejected);
        return Mono.zip(embed(changes), rangeFields.of(generation))
                .flatMap(prepared -> {
                    Instant now = Instant.now();
                    List<Write> writes = changes.stream()
                            .map(change -> ItemDocument.write(
                                    generation,
                                    change.itemId(),
                                    change.item(),
                                    prepared.getT1().get(change.itemId()),
                                    prepared.getT2(),
                                    now))
                            .toList();
                    return writer.write(writes);
                })
                .doOnNext(results -> requireOpen(generation, results))
                .doOnNext(results -> forgetRangeFields(generation, results))
                .map(results -> {
                    rejected.addAll(Rejections.of(results, merged));
                    return rejected;
                });
    }

    /** Its place was taken since it was read: what was merged with it must be merged with its successor. */
    private static void requireOpen(Generation generation, List<WriteResult> results) {
        if (results.stream().anyMatch(result -> result.outcome() instanceof Outcome.Missing)) {
            throw new EngineUnavailableException(generation + " is written to no more");
        }
    }

    /** Others may have filled the mapping: who is tried again finds out. */
    private void forgetRangeFields(Generation generation, List<WriteResult> results) {
        if (results.stream().anyMatch(result -> result.outcome() instanceof Outcome.Refused)) {
            rangeFields.forget(generation);
        }
    }

    /** Vectors to write, by item. */
    private Mono<Map<String, float[]>> embed(List<Change> changes) {
        Map<String, float[]> byItem = new HashMap<>();
        List<Change> changed = new ArrayList<>();
        for (Change change : changes) {
            if (change.newText() != null) {
                changed.add(change);
            } else if (change.base().vector() != null && change.item().textHash() != null) {
                byItem.put(change.itemId(), change.base().vector());
            }
        }
        List<String> texts = changed.stream()
                .map(change -> Objects.requireNonNull(change.newText()))
                .toList();
        return vectors.of(texts).map(embedded -> {
            for (int i = 0; i < changed.size(); i++) {
                byItem.put(changed.get(i).itemId(), embedded.get(i));
            }
            return byItem;
        });
    }
}
