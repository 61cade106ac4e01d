package com.lehnz.strategy;

import com.lehnz.profile.ProfileProperties;
import com.lehnz.signals.SignalProperties;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/** All strategies there are, found as the service finds them. */
final class Strategies {
    private Strategies() {}

    @ComponentScan
    @EnableConfigurationProperties({
        ProfileProperties.class,
        SignalProperties.class,
        StrategyProperties.class,
        Weights.class
    })
    static class Found {}

    static List<Strategy> all() {
        try (var context = new AnnotationConfigApplicationContext(Found.class)) {
            return List.copyOf(context.getBeansOfType(Strategy.class).values());
        }
    }
}
