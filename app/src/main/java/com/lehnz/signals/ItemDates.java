package com.lehnz.signals;

import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scripts;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Additions to the decayed counts that an item keeps as dates, each of which takes effect once.
 *
 * <p>A count may be exact up to a number {@code k} only. From there on one addition in {@code count / k} is taken, by chance,
 * and weighs as many: right on average, off by {@code 1 / √2k} of itself as a rule, and written about {@code k · ln(count / k)}
 * times instead of {@code count} times. Source: Flajolet, "Approximate Counting: A Detailed Analysis", BIT 1985, of Morris's
 * counter.
 */
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
     * @param exactUpTo the count from which on additions are taken by chance; null to take all
     */
    Write add(
            OrgId org,
            String itemId,
            List<Addition> additions,
            Map<String, ForwardDecay> decays,
            @Nullable Double exactUpTo) {
        List<Map<String, Object>> events = additions.stream()
                .map(addition -> Map.<String, Object>of(
                        "log", addition.position().log(),
                        "offset", addition.position().offset(),
                        "weight", addition.weight(),
                        "at", addition.at().toEpochMilli(),
                        "chance", chance(itemId, addition.position())))
                .toList();
        Map<String, Double> taus = decays.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, decay -> decay.getValue().tau()));
        Map<String, Object> parameters = new HashMap<>(Map.of("events", events, "taus", taus));
        if (exactUpTo != null) {
            parameters.put("exact_up_to", exactUpTo);
        }
        return new Write.Script(org, Index.ITEMS, itemId, script, parameters);
    }

    /**
     * Between 0 and 1, and the same when it is delivered again: counts only grow, but for a rebuild, so what was not taken is
     * not taken then.
     */
    private static double chance(String itemId, Position position) {
        // Far apart for each partition, or all of them would draw the same numbers.
        long sequence = (long) Objects.hash(itemId, position.log()) << Integer.SIZE;
        return new SplittableRandom(sequence ^ position.offset()).nextDouble();
    }
}
