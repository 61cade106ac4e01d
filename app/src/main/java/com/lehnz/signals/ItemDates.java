package com.lehnz.signals;

import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scripts;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Additions to the decayed counts that an item keeps as dates, each of which takes effect once. */
@Component
class ItemDates {
    private final String script = Scripts.beside(ItemDates.class, "add-to-dates.painless");

    /**
     * Something that counts.
     *
     * @param weight more than 0
     */
    record Addition(Position position, double weight, Instant at) {}

    /**
     * @param additions in the order of their positions: each is remembered as the last of its log
     * @param decays by the field that keeps the date
     */
    Write add(OrgId org, String itemId, List<Addition> additions, Map<String, ForwardDecay> decays) {
        List<Map<String, Object>> events = additions.stream()
                .map(addition -> Map.<String, Object>of(
                        "log", addition.position().log(),
                        "offset", addition.position().offset(),
                        "weight", addition.weight(),
                        "at", addition.at().toEpochMilli()))
                .toList();
        Map<String, Double> taus = decays.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, decay -> decay.getValue().tau()));
        return new Write.Script(org, Index.ITEMS, itemId, script, Map.of("events", events, "taus", taus));
    }
}
