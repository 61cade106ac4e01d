package com.lehnz.attribution;

import com.lehnz.engine.Index;
import com.lehnz.engine.MonthlyIndices;
import com.lehnz.pipeline.DailyTask;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes the months of impressions, and of what is credited to them, that are too old. */
@Component
@EnableConfigurationProperties(ImpressionProperties.class)
class ImpressionRetention implements DailyTask {
    private final MonthlyIndices indices;
    private final ImpressionProperties properties;
    private final Clock clock;

    ImpressionRetention(MonthlyIndices indices, ImpressionProperties properties, Clock clock) {
        this.indices = indices;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Mono<Void> run() {
        return indices.deleteBefore(Index.IMPRESSIONS, clock.instant().minus(properties.retention()))
                .then();
    }
}
