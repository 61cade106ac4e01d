package com.lehnz.events;

import com.lehnz.engine.Index;
import com.lehnz.engine.MonthlyIndices;
import com.lehnz.pipeline.DailyTask;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes the months and years of events that are too old, where anybody said what that is. */
@Component
@EnableConfigurationProperties(EventProperties.class)
class EventRetention implements DailyTask {
    private final MonthlyIndices indices;
    private final EventProperties properties;
    private final Clock clock;

    EventRetention(MonthlyIndices indices, EventProperties properties, Clock clock) {
        this.indices = indices;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Mono<Void> run() {
        Duration retention = properties.retention();
        return retention == null
                ? Mono.empty()
                : indices.deleteBefore(Index.EVENTS, clock.instant().minus(retention))
                        .then();
    }
}
