package com.lehnz.signals;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Rejections;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Decayed counts of how often each item was shown. They say nothing about taste or popularity. */
@Component
public class Exposures {
    /** A write of an item indexes its vector anew: requests stay small enough to be answered in time. */
    private static final int WRITES_AT_ONCE = 500;

    private final BulkWriter writer;
    private final ItemDates dates;
    private final SignalProperties properties;

    Exposures(BulkWriter writer, ItemDates dates, SignalProperties properties) {
        this.writer = writer;
        this.dates = dates;
        this.properties = properties;
    }

    /**
     * One write per item, with all its exposures combined; each record takes effect once. Where the organization's items
     * are gone by now there is nothing to count for.
     */
    public Mono<Void> count(OrgId org, List<Received<Exposure>> exposures) {
        List<Write> writes = Rejections.byKey(exposures, Exposure::itemId).entrySet().stream()
                .map(entry -> write(org, entry.getKey(), entry.getValue()))
                .toList();
        return Flux.fromIterable(writes)
                .buffer(WRITES_AT_ONCE)
                .concatMap(writer::write)
                .doOnNext(Rejections::requireNoneButMissing)
                .then();
    }

    private Write write(OrgId org, String itemId, List<Received<Exposure>> exposures) {
        List<ItemDates.Addition> additions = exposures.stream()
                .map(exposure -> new ItemDates.Addition(
                        counted(exposure.position()), 1, exposure.body().at()))
                .toList();
        return dates.add(org, itemId, additions, properties.ofExposures());
    }

    /**
     * The position under which an item remembers an exposure. A record of an event may count as an interaction of its item
     * too; the one must not hide the other.
     */
    public static Position counted(Position position) {
        return new Position("exposures:" + position.log(), position.offset());
    }
}
