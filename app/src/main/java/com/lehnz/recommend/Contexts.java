package com.lehnz.recommend;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.catalog.Items;
import com.lehnz.engine.Generation;
import com.lehnz.engine.OrgId;
import com.lehnz.profile.Profiles;
import com.lehnz.profile.Taste;
import com.lehnz.strategy.Context;
import com.lehnz.strategy.Need;
import com.lehnz.strategy.StrategyProperties;
import com.lehnz.weights.CategoryPairs;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what a strategy needs, all at once, and nothing else. */
@Component
class Contexts {
    private final Profiles profiles;
    private final Items items;
    private final CategoryPairs categoryPairs;
    private final Clock clock;
    private final boolean recommendPurchased;

    Contexts(Profiles profiles, Items items, CategoryPairs categoryPairs, Clock clock, StrategyProperties properties) {
        this.profiles = profiles;
        this.items = items;
        this.categoryPairs = categoryPairs;
        this.clock = clock;
        this.recommendPurchased = properties.recommendPurchased();
    }

    Mono<Context> read(Generation live, RecommendQuery query) {
        Instant now = clock.instant();
        long seed = Objects.hash(query.userId(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return Mono.zip(taste(live, query), items(live, query))
                .flatMap(read -> pairs(live.org(), query, read.getT2())
                        .map(pairs -> new Context(
                                now, seed, read.getT1(), owned(read.getT1()), query.itemIds(), read.getT2(), pairs)));
    }

    private Mono<Taste> taste(Generation live, RecommendQuery query) {
        String userId = query.userId();
        return userId != null && query.strategy().needs().contains(Need.TASTE)
                ? profiles.taste(live.org(), userId, live.madeFor().model()).defaultIfEmpty(Taste.UNKNOWN)
                : Mono.just(Taste.UNKNOWN);
    }

    private Mono<Map<String, ItemFacts>> items(Generation live, RecommendQuery query) {
        Set<Need> needs = query.strategy().needs();
        return needs.contains(Need.CONTEXT_ITEM) || needs.contains(Need.BASKET)
                ? items.facts(live, query.itemIds())
                : Mono.just(Map.of());
    }

    private Mono<Map<String, Double>> pairs(OrgId org, RecommendQuery query, Map<String, ItemFacts> read) {
        return query.strategy().needs().contains(Need.CATEGORY_PAIRS)
                ? Mono.justOrEmpty(read.values().stream()
                                .map(ItemFacts::category)
                                .filter(Objects::nonNull)
                                .findFirst())
                        .flatMap(category -> categoryPairs.of(org, category))
                        .defaultIfEmpty(Map.of())
                : Mono.just(Map.of());
    }

    private Set<String> owned(Taste taste) {
        return recommendPurchased ? Set.of() : Set.copyOf(taste.purchased());
    }
}
