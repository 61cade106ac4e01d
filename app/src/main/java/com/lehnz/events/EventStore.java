package com.lehnz.events;

import com.lehnz.engine.BulkWriter;
import com.lehnz.engine.Documents;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Index;
import com.lehnz.engine.IndexClosedException;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Outcome;
import com.lehnz.engine.Write;
import com.lehnz.engine.WriteResult;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Rejections;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Stores each event once, whatever is sent twice and whatever is delivered twice. */
@Component
class EventStore {
    /**
     * Events say when they were stored. What was learned up to a moment looks for others of the two minutes before it, so
     * one that has waited for longer is written anew, as stored later.
     */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

    /** Of somebody who stamps an event anew each time that they send it. */
    private static final Duration LATEST_RETRY = Duration.ofDays(1);

    private final Documents documents;
    private final BulkWriter writer;

    EventStore(Documents documents, BulkWriter writer) {
        this.documents = documents;
        this.writer = writer;
    }

    /**
     * What became of a batch.
     *
     * @param counting events that are to have an effect: the first of their id, though maybe delivered again
     * @param refused events that OpenSearch will never take, with its reason
     */
    record Stored(List<Received<Event>> counting, Map<Received<Event>, String> refused) {}

    Mono<Stored> store(OrgId org, List<Received<Event>> events) {
        Map<String, Received<Event>> firstOfId = new LinkedHashMap<>();
        for (Received<Event> event : events) {
            firstOfId.putIfAbsent(event.body().eventId(), event);
        }
        return sentInAnotherMonth(org, firstOfId).flatMap(sentBefore -> {
            firstOfId.keySet().removeAll(sentBefore);
            List<Write> creates = firstOfId.values().stream()
                    .<Write>map(event ->
                            new Write.Create(org, index(event), event.body().eventId(), StoredEvent.of(org, event)))
                    .toList();
            return writer.write(creates)
                    .timeout(LONGEST_WRITE, Mono.error(() -> new EngineUnavailableException("events are not taken")))
                    .flatMap(results -> settle(org, firstOfId, results));
        });
    }

    /**
     * An id that is sent again may by then belong into another month's index: where it has no time, or has the time at which
     * it was sent.
     */
    private Mono<Set<String>> sentInAnotherMonth(OrgId org, Map<String, Received<Event>> firstOfId) {
        Map<Index, Set<String>> taken = new HashMap<>();
        firstOfId.forEach((eventId, event) -> {
            Instant at = Event.at(event);
            Stream<Instant> others = event.body().timestamp() == null
                    ? Stream.of(at.atZone(ZoneOffset.UTC).minusMonths(1).toInstant())
                    : Stream.of(at.minus(LATEST_RETRY), at.plus(LATEST_RETRY));
            others.map(Index::events)
                    .filter(index -> !index.equals(index(event)))
                    .forEach(index -> taken.computeIfAbsent(index, first -> new HashSet<>())
                            .add(eventId));
        });
        // Whoever closes a month gives up looking into it.
        return Flux.fromIterable(taken.entrySet())
                .concatMap(entry -> takenByOthers(org, firstOfId, Map.ofEntries(entry))
                        .onErrorResume(IndexClosedException.class, closed -> Mono.just(Set.of())))
                .flatMapIterable(ids -> ids)
                .collect(Collectors.toSet());
    }

    private Mono<Stored> settle(OrgId org, Map<String, Received<Event>> firstOfId, List<WriteResult> results) {
        Map<Received<Event>, String> refused = new HashMap<>();
        Map<Index, Set<String>> conflicts = new HashMap<>();
        for (WriteResult result : results) {
            String eventId = result.write().key();
            Received<Event> event = Objects.requireNonNull(firstOfId.get(eventId));
            switch (result.outcome()) {
                case Outcome.Written _ -> {}
                case Outcome.Conflict _ ->
                    conflicts
                            .computeIfAbsent(result.write().index(), first -> new HashSet<>())
                            .add(eventId);
                case Outcome.Refused(String reason) -> refused.put(event, reason);
                case Outcome.Missing _ -> refused.put(event, "there is no index for it");
            }
        }
        return takenByOthers(org, firstOfId, conflicts).map(duplicates -> {
            List<Received<Event>> counting = firstOfId.values().stream()
                    .filter(event -> !refused.containsKey(event))
                    .filter(event -> !duplicates.contains(event.body().eventId()))
                    .toList();
            return new Stored(counting, refused);
        });
    }

    /** Of ids that may be taken, those that another record took: taken by the record itself is a redelivery. */
    private Mono<Set<String>> takenByOthers(
            OrgId org, Map<String, Received<Event>> firstOfId, Map<Index, Set<String>> taken) {
        return Flux.fromIterable(taken.entrySet())
                .concatMap(entry -> documents.getAll(
                        org, entry.getKey(), entry.getValue(), StoredEvent.StoredPosition.class, List.of("position")))
                .flatMapIterable(Map::entrySet)
                .filter(stored -> {
                    Received<Event> event = firstOfId.get(stored.getKey());
                    return event != null
                            && !event.stood(stored.getValue().source().position());
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Index index(Received<Event> event) {
        return Index.events(Event.at(event));
    }

    /** Of events that turned out to belong to somebody who was erased. */
    Mono<Void> forgetContexts(OrgId org, List<Received<Event>> events) {
        List<Write> writes = events.stream()
                .filter(event -> event.body().context() != null)
                .<Write>map(event -> new Write.Script(
                        org, index(event), event.body().eventId(), "ctx._source.remove('context')", Map.of()))
                .toList();
        return writer.write(writes).doOnNext(Rejections::requireNone).then();
    }
}
