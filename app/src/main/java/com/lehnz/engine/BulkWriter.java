package com.lehnz.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.Script;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Bulk requests whose every write has its own outcome: one bad document never fails its neighbours. */
@Component
public class BulkWriter {
    private static final Logger log = LoggerFactory.getLogger(BulkWriter.class);
    /** Who writes large documents has read them in portions of one answer, far below the 100 MB of a request. */
    private static final int WRITES_AT_ONCE = 500;

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    /** Longer than a new generation of items holds writes back. Then whoever wants to write is to say what now. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Known from the start, so that the first of a kind is already an increase. */
    private static final List<String> OUTCOMES = List.of("written", "conflict", "missing", "refused", "retried");

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;
    private final MeterRegistry meters;

    BulkWriter(OpenSearchAsyncClient client, EngineProperties properties, MeterRegistry meters) {
        this.client = client;
        this.properties = properties;
        this.meters = meters;
        OUTCOMES.forEach(this::outcomes);
    }

    /**
     * Writes in the given order per document. Writes that OpenSearch is too busy for are repeated with back-off, for
     * a while; the others stand.
     *
     * @return one result per write, in no particular order; fails with {@link EngineUnavailableException} when the
     *     request as a whole does not get through, or not all of it in that while
     */
    public Mono<List<WriteResult>> write(List<? extends Write> writes) {
        List<List<? extends Write>> portions = new ArrayList<>();
        for (int from = 0; from < writes.size(); from += WRITES_AT_ONCE) {
            portions.add(writes.subList(from, Math.min(from + WRITES_AT_ONCE, writes.size())));
        }
        return Flux.fromIterable(portions).concatMap(this::writeAtOnce).collect(ArrayList::new, List::addAll);
    }

    private Mono<List<WriteResult>> writeAtOnce(List<? extends Write> writes) {
        return Mono.defer(() -> {
            Instant givesUp = Instant.now().plus(LONGEST_WAIT);
            Attempts attempts = new Attempts(writes);
            return Mono.defer(() -> attempt(attempts))
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACKOFF)
                            .maxBackoff(LONGEST_BACKOFF)
                            .filter(error -> error instanceof TooBusyException
                                    && Instant.now().isBefore(givesUp)))
                    .onErrorMap(
                            TooBusyException.class,
                            error ->
                                    new EngineUnavailableException("OpenSearch takes no writes: " + error.getMessage()))
                    .thenReturn(attempts.settled);
        });
    }

    /** What has become of writes so far, and which are to be written again. */
    private static final class Attempts {
        private final List<WriteResult> settled = new ArrayList<>();
        private List<? extends Write> left;

        private Attempts(List<? extends Write> writes) {
            this.left = writes;
        }
    }

    /** Not all writes were taken. */
    private static final class TooBusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private TooBusyException(String why) {
            super(why, null, false, false);
        }
    }

    private Mono<Void> attempt(Attempts attempts) {
        List<BulkOperation> operations =
                attempts.left.stream().map(BulkWriter::operation).toList();
        return EngineCalls.call(properties.timeout(), () -> client.bulk(bulk -> bulk.operations(operations)))
                .doOnNext(response -> settle(attempts, response))
                .then();
    }

    /** @throws TooBusyException where something is left to be written again */
    private void settle(Attempts attempts, BulkResponse response) {
        List<Write> tooBusy = new ArrayList<>();
        String why = "";
        for (int i = 0; i < attempts.left.size(); i++) {
            Write write = attempts.left.get(i);
            BulkResponseItem item = response.items().get(i);
            if (isTemporary(write, item)) {
                why = item.error() == null ? "HTTP " + item.status() : reason(item.error());
                outcomes("retried").increment();
                tooBusy.add(write);
            } else {
                Outcome outcome = outcome(item.status(), item.error());
                outcomes(outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                        .increment();
                attempts.settled.add(new WriteResult(write, outcome));
            }
        }
        attempts.left = tooBusy;
        if (!tooBusy.isEmpty()) {
            log.warn("OpenSearch does not take writes yet: {}", why);
            throw new TooBusyException(why);
        }
    }

    private static boolean isTemporary(Write write, BulkResponseItem item) {
        ErrorCause error = item.error();
        // Of the cluster, not of the document: no shard more may be opened, for an index that is not there yet.
        boolean ofCluster = error != null && "validation_exception".equals(error.type());
        boolean closedMonth = write.index() instanceof Index.Shared month
                && month.isOver(Instant.now())
                && EngineCalls.isBlockedByPeople(error);
        return ofCluster || EngineCalls.isTemporary(item.status()) && !closedMonth;
    }

    private Counter outcomes(String outcome) {
        return meters.counter("lehnz.bulk.writes", "outcome", outcome);
    }

    private static Outcome outcome(int status, @Nullable ErrorCause error) {
        return switch (status) {
            case 404 -> new Outcome.Missing();
            case 409 -> new Outcome.Conflict();
            default -> error == null ? new Outcome.Written() : new Outcome.Refused(reason(error));
        };
    }

    private static String reason(ErrorCause error) {
        ErrorCause cause = error.causedBy();
        String reason = error.type() + ": " + error.reason();
        return cause == null ? reason : reason + " (" + reason(cause) + ")";
    }

    private static BulkOperation operation(Write write) {
        String index = write.index().writeName(write.org());
        String id = write.index().documentId(write.org(), write.key());
        String routing = write.index().routing(write.org());
        return switch (write) {
            case Write.Create create ->
                BulkOperation.of(op -> op.create(it -> it.index(index)
                        .id(id)
                        .routing(routing)
                        .requireAlias(create.index().behindAlias())
                        .document(create.body())));
            case Write.Replace replace ->
                BulkOperation.of(op -> op.index(it -> it.index(index)
                        .id(id)
                        .routing(routing)
                        .ifSeqNo(replace.expected().sequenceNumber())
                        .ifPrimaryTerm(replace.expected().primaryTerm())
                        .document(replace.body())));
            case Write.Put put ->
                BulkOperation.of(op -> op.index(it -> it.index(index)
                        .id(id)
                        .routing(routing)
                        .requireAlias(put.index().behindAlias())
                        .versionType(VersionType.External)
                        .version(put.version())
                        .document(put.body())));
            case Write.Update update ->
                BulkOperation.of(op -> op.<Object>update(it -> it.index(index)
                        .id(id)
                        .routing(routing)
                        .requireAlias(update.index().behindAlias())
                        .ifSeqNo(update.expected().sequenceNumber())
                        .ifPrimaryTerm(update.expected().primaryTerm())
                        .script(inline(update.source(), update.parameters()))));
            case Write.Script script ->
                BulkOperation.of(op -> op.<Object>update(it -> it.index(index)
                        .id(id)
                        .routing(routing)
                        .requireAlias(script.index().behindAlias())
                        .retryOnConflict(10)
                        .script(inline(script.source(), script.parameters()))
                        .scriptedUpsert(true)
                        .upsert(Map.of())));
        };
    }

    private static Script inline(String source, Map<String, Object> values) {
        Map<String, JsonData> parameters = values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> JsonData.of(entry.getValue())));
        return Script.of(it -> it.inline(inline -> inline.source(source).params(parameters)));
    }
}
