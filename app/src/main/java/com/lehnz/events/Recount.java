package com.lehnz.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.events.StoredSignals.Signal;
import com.lehnz.pipeline.Offsets;
import com.lehnz.pipeline.Position;
import com.lehnz.signals.ItemSignal;
import com.lehnz.signals.SignalSum;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signals of some items counted anew, in rounds: what workers have counted while a round was read is added in the next one,
 * which only reads what was stored since.
 */
final class Recount {
    private final Map<String, SignalSum> sums = new HashMap<>();
    private final Map<Place, Signal> waiting = new LinkedHashMap<>();
    private Map<String, Counted> before = Map.of();
    private Map<String, Counted> now = Map.of();
    private @Nullable Instant readAt;

    private record Place(String itemId, Position position) {}

    /**
     * The part of an item that says what it has counted.
     *
     * @param upTo by partition, the offset of the last record
     */
    record Counted(@JsonProperty("counted") @Nullable Map<String, Long> upTo) {
        private static final Counted NOTHING = new Counted(null);

        boolean holds(Position position) {
            Long last = upTo == null ? null : upTo.get(position.log());
            return last != null && position.offset() <= last;
        }

        /** Whether all impressions that it has counted come before a moment. */
        boolean isOf(Offsets impressions) {
            return impressions.firstAfter().map(ItemSignal::shown).noneMatch(this::holds);
        }
    }

    /** When the last round was read; null before the first. */
    @Nullable
    Instant readAt() {
        return readAt;
    }

    /** @param counted what the items have counted by now: the round that begins goes by it */
    void begin(Map<String, Counted> counted) {
        now = counted;
    }

    /**
     * Something that is stored: what its item has counted by now is counted, the rest waits for another round. What was stored
     * without its position was counted long ago, and is found in the first round.
     */
    void add(Signal signal) {
        Position position = signal.position();
        if (position == null) {
            if (readAt == null) {
                count(signal);
            }
            return;
        }
        String itemId = signal.itemId();
        if (before.getOrDefault(itemId, Counted.NOTHING).holds(position)) {
            return;
        }
        Place place = new Place(itemId, position);
        if (now.getOrDefault(itemId, Counted.NOTHING).holds(position)) {
            waiting.remove(place);
            count(signal);
        } else {
            waiting.put(place, signal);
        }
    }

    /** Counts what waited since an earlier round and is counted by now. */
    void end(Instant at) {
        waiting.entrySet().removeIf(each -> {
            Counted item = now.getOrDefault(each.getKey().itemId(), Counted.NOTHING);
            boolean counts = item.holds(each.getKey().position());
            if (counts) {
                count(each.getValue());
            }
            return counts;
        });
        before = now;
        readAt = at;
    }

    private void count(Signal signal) {
        sums.computeIfAbsent(signal.itemId(), first -> new SignalSum())
                .add(signal.decays(), signal.weight(), signal.at());
    }

    SignalSum of(String itemId) {
        return sums.getOrDefault(itemId, new SignalSum());
    }
}
