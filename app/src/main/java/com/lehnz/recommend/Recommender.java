package com.lehnz.recommend;

import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.Generation;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Search;
import com.lehnz.query.Eligible;
import com.lehnz.strategy.Context;
import com.lehnz.strategy.StrategyCatalog;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * From a request to a page: read what the strategy needs, search what it plans, and let its fallback fill what is left.
 * In the common case that is one read and one search.
 */
@Component
@EnableConfigurationProperties(RecommendProperties.class)
class Recommender {
    private final ItemsGenerations generations;
    private final StrategyCatalog strategies;
    private final Contexts contexts;
    private final PageFiller filler;
    private final Counts counts;
    private final int depth;

    Recommender(
            ItemsGenerations generations,
            StrategyCatalog strategies,
            Contexts contexts,
            PageFiller filler,
            Counts counts,
            RecommendProperties properties) {
        this.generations = generations;
        this.strategies = strategies;
        this.contexts = contexts;
        this.filler = filler;
        this.counts = counts;
        this.depth = properties.depth();
    }

    Mono<Page> recommend(OrgId org, RecommendQuery query) {
        return live(org).flatMap(live -> recommend(live, query));
    }

    private Mono<Page> recommend(Generation live, RecommendQuery query) {
        return contexts.read(live, query).flatMap(context -> {
            Eligible eligible = eligible(query, context);
            Mono<List<Page.Part>> parts = query.offset() < depth
                    ? filler.fill(
                            live,
                            steps(query, context),
                            eligible,
                            (int) query.offset(),
                            size(query),
                            query.preference())
                    : Mono.just(List.of());
            // The last of every chain takes whatever is eligible, so that is how far one can page.
            Mono<Long> total = counts.of(live, eligible, depth);
            return Mono.zip(parts, total).map(read -> Page.of(read.getT1(), query.offset(), read.getT2()));
        });
    }

    /** The search of the first step: in the common case the only one. Empty past the last page. */
    Mono<Search> primarySearch(OrgId org, RecommendQuery query) {
        return live(org)
                .flatMap(live -> contexts.read(live, query))
                .filter(context -> query.offset() < depth)
                .flatMap(context -> Mono.justOrEmpty(
                                steps(query, context).stream().findFirst())
                        .map(step -> step.searchForPage(eligible(query, context), (int) query.offset(), size(query))));
    }

    /** One and the same for all of a request: vectors of another may be another model's. */
    private Mono<Generation> live(OrgId org) {
        return generations
                .recentlyLive(org)
                .switchIfEmpty(Mono.error(
                        () -> new EngineUnavailableException("The items of %s are not there.".formatted(org))));
    }

    private List<Step> steps(RecommendQuery query, Context context) {
        return Step.of(strategies.chain(query.strategy()), context, depth);
    }

    private static Eligible eligible(RecommendQuery query, Context context) {
        return new Eligible(query.filters(), query.strategy().excluded(context));
    }

    private int size(RecommendQuery query) {
        return Math.min(query.limit(), depth - (int) query.offset());
    }
}
