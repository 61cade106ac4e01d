package com.lehnz.recommend;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.catalog.Items;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Hits;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Search;
import com.lehnz.profile.Profiles;
import com.lehnz.profile.Taste;
import com.lehnz.query.Eligible;
import com.lehnz.query.PlanComposer;
import com.lehnz.strategy.Context;
import com.lehnz.strategy.Need;
import com.lehnz.strategy.Plan;
import com.lehnz.strategy.Strategy;
import com.lehnz.strategy.StrategyCatalog;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final StrategyCatalog strategies;
    private final Profiles profiles;
    private final Items items;
    private final Documents documents;
    private final Clock clock;
    private final int depth;

    Recommender(
            StrategyCatalog strategies,
            Profiles profiles,
            Items items,
            Documents documents,
            Clock clock,
            RecommendProperties properties) {
        this.strategies = strategies;
        this.profiles = profiles;
        this.items = items;
        this.documents = documents;
        this.clock = clock;
        this.depth = properties.depth();
    }

    Mono<Page> recommend(OrgId org, RecommendQuery query) {
        List<Strategy> chain = strategies.chain(query.strategy());
        return context(org, query).flatMap(context -> {
            Eligible eligible = eligible(query, context);
            long offset = query.offset();
            if (offset >= depth) {
                return total(org, eligible, 0).map(total -> new Page(List.of(), total));
            }
            int size = size(query);
            return fill(org, context, chain, eligible, (int) offset, size, new ArrayList<>())
                    .flatMap(filled ->
                            total(org, eligible, filled.candidates()).map(total -> new Page(filled.parts(), total)));
        });
    }

    /** The search of the first in the chain that has a plan: in the common case the only one. Empty past the last page. */
    Mono<Search> primarySearch(OrgId org, RecommendQuery query) {
        if (query.offset() >= depth) {
            return Mono.empty();
        }
        return context(org, query)
                .flatMap(context -> Mono.justOrEmpty(strategies.chain(query.strategy()).stream()
                        .flatMap(strategy -> strategy.plan(context).stream())
                        .findFirst()
                        .map(plan -> compose(plan, eligible(query, context), (int) query.offset(), size(query)))));
    }

    private static Eligible eligible(RecommendQuery query, Context context) {
        return new Eligible(query.filters(), query.strategy().excluded(context));
    }

    private int size(RecommendQuery query) {
        return Math.min(query.limit(), depth - (int) query.offset());
    }

    private Mono<Context> context(OrgId org, RecommendQuery query) {
        String userId = query.userId();
        String itemId = query.contextItemId();
        Set<Need> needs = query.strategy().needs();
        Mono<Taste> taste = userId != null && needs.contains(Need.TASTE)
                ? profiles.taste(org, userId).defaultIfEmpty(Taste.UNKNOWN)
                : Mono.just(Taste.UNKNOWN);
        Mono<Optional<ItemFacts>> item = itemId != null && needs.contains(Need.CONTEXT_ITEM)
                ? items.find(org, itemId).map(Optional::of).defaultIfEmpty(Optional.empty())
                : Mono.just(Optional.empty());
        Instant now = clock.instant();
        long seed = Objects.hash(userId, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return Mono.zip(taste, item)
                .map(read -> new Context(
                        now, seed, depth, read.getT1(), itemId, read.getT2().orElse(null)));
    }

    /** @param candidates how many the searched strategies found in all */
    private record Filled(List<Page.Part> parts, long candidates) {}

    /**
     * @param from hits to skip among what is left of the chain
     * @param size hits still wanted
     */
    private Mono<Filled> fill(
            OrgId org,
            Context context,
            List<Strategy> chain,
            Eligible eligible,
            int from,
            int size,
            List<Page.Part> parts) {
        if (chain.isEmpty()) {
            return Mono.just(new Filled(parts, 0));
        }
        Strategy strategy = chain.getFirst();
        List<Strategy> rest = chain.subList(1, chain.size());
        Optional<Plan> plan = strategy.plan(context);
        if (plan.isEmpty()) {
            return fill(org, context, rest, eligible, from, size, parts);
        }
        return documents
                .searchItems(org, compose(plan.get(), eligible, from, size))
                .flatMap(hits -> {
                    if (!hits.hits().isEmpty()) {
                        parts.add(new Page.Part(strategy, plan.get(), hits.hits()));
                    }
                    int missing = size - hits.hits().size();
                    if (missing == 0 || rest.isEmpty()) {
                        return Mono.just(new Filled(parts, hits.total()));
                    }
                    int skipped = (int) Math.max(0, from - hits.total());
                    return candidates(org, plan.get(), eligible, hits, from)
                            .flatMap(
                                    found -> fill(org, context, rest, eligible.without(found), skipped, missing, parts))
                            .map(filled -> new Filled(filled.parts(), filled.candidates() + hits.total()));
                });
    }

    /** All that a strategy finds, not only what this page shows of it: none of it may come again from its fallback. */
    private Mono<List<String>> candidates(OrgId org, Plan plan, Eligible eligible, Hits hits, int from) {
        boolean haveAll = from == 0;
        return haveAll
                ? Mono.just(hits.itemIds())
                : documents.searchItems(org, compose(plan, eligible, 0, depth)).map(Hits::itemIds);
    }

    private Search compose(Plan plan, Eligible eligible, int from, int size) {
        return PlanComposer.compose(plan.candidates(), eligible.and(plan.restrictions()), from, size, depth);
    }

    /** The last of every chain takes whatever is eligible, so that is how far one can page. */
    private Mono<Long> total(OrgId org, Eligible eligible, long candidates) {
        return candidates >= depth
                ? Mono.just((long) depth)
                : documents
                        .searchItems(org, PlanComposer.count(eligible, depth))
                        .map(hits -> Math.min(depth, hits.total()));
    }
}
