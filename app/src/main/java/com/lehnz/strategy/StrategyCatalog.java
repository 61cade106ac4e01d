package com.lehnz.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** All strategies by name. */
@Component
@EnableConfigurationProperties({StrategyProperties.class, Weights.class})
public class StrategyCatalog {
    private final Map<String, Strategy> byName = new TreeMap<>();

    StrategyCatalog(List<Strategy> strategies) {
        strategies.forEach(strategy -> byName.put(strategy.name(), strategy));
        strategies.forEach(this::chain);
    }

    /** The strategy that a request names. */
    public Optional<Strategy> find(String name) {
        return Optional.ofNullable(byName.get(name)).filter(Strategy::canBeRequested);
    }

    public List<String> names() {
        return byName.values().stream()
                .filter(Strategy::canBeRequested)
                .map(Strategy::name)
                .toList();
    }

    /** A strategy, who fills in for it, who fills in for that one, to the last. */
    public List<Strategy> chain(Strategy first) {
        List<Strategy> chain = new ArrayList<>();
        Optional<Strategy> next = Optional.of(first);
        while (next.isPresent()) {
            if (chain.contains(next.get())) {
                throw new IllegalStateException(first.name() + " falls back in a circle");
            }
            chain.add(next.get());
            next = next.get().fallback().map(this::get);
        }
        return chain;
    }

    /** A strategy that code names, whether requests can or not. */
    public Strategy get(String name) {
        Strategy strategy = byName.get(name);
        if (strategy == null) {
            throw new IllegalStateException("there is no strategy " + name);
        }
        return strategy;
    }
}
