package com.lehnz.signals;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Document;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Rejections;
import com.lehnz.profile.Interaction;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decayed counts of events per item, one write per item and batch with all its events combined. */
@Component
@EnableConfigurationProperties(SignalProperties.class)
public class ItemSignals {
    private static final String REPLACE = """
            ctx._source.keySet().removeAll(params.fields);
            ctx._source.putAll(params.dates);
            """;

    private final BulkWriter writer;
    private final ItemDates dates;
    private final SignalProperties properties;

    ItemSignals(BulkWriter writer, ItemDates dates, SignalProperties properties) {
        this.writer = writer;
        this.dates = dates;
        this.properties = properties;
    }

    /**
     * Interactions that speak against an item do not make it less popular than unknown. An unknown item's counts wait for
     * it in a document that nothing recommends, because it has no status. Where the organization's items are gone by now there
     * is nothing to count for.
     */
    public Mono<Void> count(OrgId org, List<Received<Interaction>> interactions) {
        List<Received<Interaction>> positive = interactions.stream()
                .filter(interaction -> interaction.body().weight() > 0)
                .toList();
        List<Write> writes = Rejections.byKey(positive, Interaction::itemId).entrySet().stream()
                .<Write>map(entry -> write(org, entry.getKey(), entry.getValue()))
                .toList();
        return writer.write(writes).doOnNext(Rejections::requireNoneButMissing).then();
    }

    /** Signals in the place of whatever an item has, only while its document is at the revision that was read. */
    public Write replacement(OrgId org, Index items, String itemId, SignalSum sum, Document.Revision expected) {
        Map<String, Object> parameters = Map.of("fields", properties.fields(), "dates", sum.dates());
        return new Write.Update(org, items, itemId, REPLACE, parameters, expected);
    }

    private Write write(OrgId org, String itemId, List<Received<Interaction>> interactions) {
        List<ItemDates.Addition> additions = interactions.stream()
                .map(interaction -> new ItemDates.Addition(
                        interaction.position(),
                        interaction.body().weight(),
                        interaction.body().at()))
                .toList();
        return dates.add(org, itemId, additions, properties.ofInteractions());
    }
}
