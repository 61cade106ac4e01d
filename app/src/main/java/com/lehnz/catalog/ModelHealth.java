package com.lehnz.catalog;

import com.lehnz.indextemplates.ItemsGeneration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up from the start: the application does not start without its embedding model. Says which one it is. */
@Component("modelHealthIndicator")
class ModelHealth implements HealthIndicator {
    private final ItemsGeneration generation;

    ModelHealth(ItemsGeneration generation) {
        this.generation = generation;
    }

    @Override
    public Health health() {
        return Health.up()
                .withDetail("model", generation.model())
                .withDetail("dimension", generation.dimension())
                .build();
    }
}
