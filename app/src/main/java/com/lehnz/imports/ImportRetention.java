package com.lehnz.imports;

import com.lehnz.engine.Index;
import com.lehnz.engine.MonthlyIndices;
import com.lehnz.pipeline.DailyTask;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets the months of imports that are too old; what was imported stays. */
@Component
class ImportRetention implements DailyTask {
    private final MonthlyIndices indices;
    private final ImportProperties properties;
    private final Clock clock;

    ImportRetention(MonthlyIndices indices, ImportProperties properties, Clock clock) {
        this.indices = indices;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Mono<Void> run() {
        return indices.deleteBefore(Index.IMPORTS, clock.instant().minus(properties.retention()))
                .then();
    }
}
