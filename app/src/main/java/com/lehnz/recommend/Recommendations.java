package com.lehnz.recommend;

import com.lehnz.attribution.Impression;
import com.lehnz.attribution.Impressions;
import com.lehnz.attribution.RecommendationId;
import com.lehnz.engine.OrgId;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers queries, and remembers what was answered. */
@Component
class Recommendations {
    private final Recommender recommender;
    private final Impressions impressions;
    private final Clock clock;

    Recommendations(Recommender recommender, Impressions impressions, Clock clock) {
        this.recommender = recommender;
        this.impressions = impressions;
        this.clock = clock;
    }

    Mono<Recommendation> answer(OrgId org, RecommendQuery query) {
        return recommender
                .recommend(org, query)
                .map(page -> answer(query, page))
                .doOnNext(answer -> impressions.record(org, impression(query, answer)));
    }

    private Recommendation answer(RecommendQuery query, Page page) {
        List<Recommendation.Result> results = page.results();
        String strategy = query.strategy().name();
        return new Recommendation(
                RecommendationId.at(clock.instant()).toString(),
                strategy,
                page.parts().isEmpty()
                        ? strategy
                        : page.parts().getFirst().strategy().name(),
                results.stream().map(Recommendation.Result::itemId).toList(),
                results,
                Recommendation.Pagination.of(query.page(), query.limit(), page.total()));
    }

    private Impression impression(RecommendQuery query, Recommendation answer) {
        return new Impression(
                answer.recommendationId(),
                answer.strategy(),
                answer.servedBy(),
                query.placement(),
                query.userId(),
                query.contextItemId(),
                query.offset(),
                answer.recommendedItems(),
                clock.instant());
    }
}
