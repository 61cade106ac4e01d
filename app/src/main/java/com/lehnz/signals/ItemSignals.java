package com.lehnz.signals;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Rejections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decayed counts of what happens to items, one write per item and kind with all its signals combined. */
@Component
@EnableConfigurationProperties(SignalProperties.class)
public class ItemSignals {
    private static final String REPLACE = """
            ctx._source.keySet().removeAll(params.fields);
            ctx._source.putAll(params.dates);
            """;

    /** A page shows twenty items, and each write of one indexes its vector anew. */
    private static final double EXACT_EXPOSURES = 100;

    private final BulkWriter writer;
    private final ItemDates dates;
    private final SignalProperties properties;

    ItemSignals(BulkWriter writer, ItemDates dates, SignalProperties properties) {
        this.writer = writer;
        this.dates = dates;
        this.properties = properties;
    }

    /**
     * Each signal takes effect once, whatever is delivered twice. Interactions that speak against an item do not make it less
     * popular than unknown. An unknown item's counts wait for it in a document that nothing recommends, because it has no
     * status. Where the organization's items are gone by now there is nothing to count for.
     *
     * @param signals those of one log in its order
     */
    public Mono<Void> count(OrgId org, List<ItemSignal> signals) {
        return writer.write(writes(org, signals))
                .doOnNext(Rejections::requireNoneButMissing)
                .then();
    }

    /** Signals in the place of whatever an item has, only while its document is at the revision that was read. */
    public Write replacement(OrgId org, Index items, String itemId, SignalSum sum, Document.Revision expected) {
        Map<String, Object> parameters = Map.of("fields", properties.fields(), "dates", sum.dates());
        return new Write.Update(org, items, itemId, REPLACE, parameters, expected);
    }

    private List<Write> writes(OrgId org, List<ItemSignal> signals) {
        Map<Counted, List<ItemDates.Addition>> additions = new LinkedHashMap<>();
        for (ItemSignal signal : signals) {
            if (signal.weight() > 0) {
                additions
                        .computeIfAbsent(new Counted(signal.itemId(), signal.kind()), first -> new ArrayList<>())
                        .add(new ItemDates.Addition(signal.position(), signal.weight(), signal.at()));
            }
        }
        List<Write> writes = new ArrayList<>();
        additions.forEach((counted, added) ->
                writes.add(dates.add(org, counted.itemId(), added, of(counted.kind()), exactUpTo(counted.kind()))));
        return writes;
    }

    private record Counted(String itemId, ItemSignal.Kind kind) {}

    private static @Nullable Double exactUpTo(ItemSignal.Kind kind) {
        return switch (kind) {
            case INTERACTION -> null;
            case EXPOSURE -> EXACT_EXPOSURES;
        };
    }

    private Map<String, ForwardDecay> of(ItemSignal.Kind kind) {
        return switch (kind) {
            case INTERACTION -> properties.ofInteractions();
            case EXPOSURE -> properties.ofExposures();
        };
    }
}
