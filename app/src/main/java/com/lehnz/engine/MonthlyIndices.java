package com.lehnz.engine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.opensearch.client.opensearch.OpenSearchAsyncClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The indices of one kind that hold a month or a year each: what is too old goes by whole indices. */
@Component
public class MonthlyIndices {
    private static final Logger log = LoggerFactory.getLogger(MonthlyIndices.class);

    private final OpenSearchAsyncClient client;
    private final EngineProperties properties;

    MonthlyIndices(OpenSearchAsyncClient client, EngineProperties properties) {
        this.client = client;
        this.properties = properties;
    }

    /**
     * Deletes the indices of a kind whose whole time lies before a moment. An index whose name does not say its time is
     * left alone, and so is one that somebody else has deleted meanwhile.
     *
     * @param all the indices of the kind, ending in a wildcard
     * @return the names of those deleted
     */
    public Mono<List<String>> deleteBefore(Index.Shared all, Instant moment) {
        String prefix = all.prefix();
        return EngineCalls.call(
                        properties.timeout(),
                        () -> client.indices()
                                .get(get -> get.index(prefix + "*").allowNoIndices(true)))
                .flatMapIterable(found -> found.result().keySet())
                .filter(name -> end(name.substring(prefix.length()))
                        .filter(end -> !end.isAfter(moment))
                        .isPresent())
                .sort()
                .concatMap(name -> delete(name).thenReturn(name))
                .doOnNext(name -> log.info("deleted {}: too old", name))
                .collectList();
    }

    private Mono<Void> delete(String name) {
        return EngineCalls.call(properties.timeout(), () -> client.indices().delete(delete -> delete.index(name)))
                .then()
                .onErrorResume(error -> EngineCalls.status(error) == 404, gone -> Mono.empty());
    }

    /** The first moment after a period such as 2026.01 or 2019; empty for anything else. */
    static Optional<Instant> end(String period) {
        try {
            if (period.matches("\\d{4}\\.\\d{2}")) {
                return Optional.of(start(YearMonth.parse(period, Index.MONTH).plusMonths(1)));
            }
            return period.matches("\\d{4}")
                    ? Optional.of(start(Year.parse(period).plusYears(1).atMonth(1)))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
