package com.lehnz.query;

import com.lehnz.engine.ItemFeatures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.query_dsl.FunctionBoostMode;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** A way of finding and scoring items. An item that several find scores their sum. */
public sealed interface Candidates {
    /**
     * @param eligible goes inside, so that a narrow filter still fills the page
     * @param reach neighbours that a search by vector finds at most
     */
    Query toQuery(Query eligible, int reach);

    /**
     * Nearest neighbours of a unit vector. They score {@code weight · e^(κ(cos − 1))}: the density of a von Mises–Fisher
     * distribution around the vector, scaled to {@code weight} at its middle. So several of them with the shares of a
     * user's interests as weights are a mixture of distributions, and whoever is no neighbour misses next to nothing.
     * Source: Banerjee, Dhillon, Ghosh, Sra, "Clustering on the Unit Hypersphere using von Mises-Fisher Distributions",
     * JMLR 2005.
     */
    record Near(float[] vector, double weight) implements Candidates {
        /** κ: a cosine that is lower by 0.1 means a score that is lower by the factor e. */
        private static final double CONCENTRATION = 10;

        @Override
        public Query toQuery(Query eligible, int reach) {
            Query neighbours = Queries.neighbours(vector, reach, eligible);
            return Query.of(query -> query.functionScore(score -> score.query(neighbours)
                    .functions(function -> function.scriptScore(script -> script.script(
                            // OpenSearch scores neighbours by 1 + cosine.
                            Queries.expression(
                                    "weight * exp(concentration * (_score - 2))",
                                    Map.of("weight", weight, "concentration", CONCENTRATION)))))
                    .boostMode(FunctionBoostMode.Replace)));
        }
    }

    /**
     * Partners of items: the sum over {@code items} of the item's weight times its learned weight on the partner, a
     * sparse dot product inside Lucene. Items without a partner among them are left out.
     *
     * @param field one of {@link ItemFeatures}; also what hits that it found
     *     are marked with
     * @param items weights above 0 by item id
     */
    record Together(String field, Map<String, Double> items) implements Candidates {
        @Override
        public Query toQuery(Query eligible, int reach) {
            return Query.of(query -> query.bool(bool -> {
                items.forEach((itemId, weight) -> bool.should(
                        partner -> partner.rankFeature(feature -> feature.field(field + "." + ItemFeatures.name(itemId))
                                .linear(linear -> linear)
                                .boost(weight.floatValue()))));
                return bool.filter(eligible).minimumShouldMatch("1").queryName(field);
            }));
        }
    }

    /**
     * Items of some categories, each as good as its category's weight.
     *
     * @param weights above 0 by category
     */
    record InCategories(Map<String, Double> weights) implements Candidates {
        @Override
        public Query toQuery(Query eligible, int reach) {
            return Query.of(query -> query.bool(bool -> {
                weights.forEach((category, weight) -> bool.should(it -> it.constantScore(
                        constant -> constant.filter(Queries.category(category)).boost(weight.floatValue()))));
                return bool.filter(eligible).minimumShouldMatch("1");
            }));
        }
    }

    /** Certain items, each as good as its weight. */
    record These(Map<String, Double> items) implements Candidates {
        /** What hits that it found are marked with. */
        public static final String NAME = "these";

        @Override
        public Query toQuery(Query eligible, int reach) {
            return Query.of(query -> query.bool(bool -> {
                items.forEach((itemId, weight) -> bool.should(it -> it.constantScore(constant ->
                        constant.filter(Queries.ids(List.of(itemId))).boost(weight.floatValue()))));
                return bool.filter(eligible).minimumShouldMatch("1").queryName(NAME);
            }));
        }
    }

    /**
     * Items with the latest date in a field, which may hold a decayed count as a date: the highest count first. Items
     * without the field are left out.
     *
     * @param scale the decay's time constant, or what makes a difference between dates
     */
    record Latest(String field, Instant now, Duration scale) implements Candidates {
        /**
         * The score falls with the distance from the origin on both sides, and the date of a hot item lies in the
         * future: no count below e^40 reaches this one.
         */
        private static final int ORIGIN_IN_SCALES = 40;

        @Override
        public Query toQuery(Query eligible, int reach) {
            long origin = Queries.endOfDay(now)
                    .plus(scale.multipliedBy(ORIGIN_IN_SCALES))
                    .toEpochMilli();
            Query distance = Query.of(query -> query.distanceFeature(
                    feature -> feature.field(field).origin(JsonData.of(origin)).pivot(scale.toMillis() + "ms")));
            return Query.of(query -> query.bool(bool -> bool.must(distance).filter(eligible)));
        }
    }

    /** All eligible items in an order that a seed decides. */
    record Shuffled(long seed) implements Candidates {
        @Override
        public Query toQuery(Query eligible, int reach) {
            return Query.of(query -> query.functionScore(score -> score.query(
                            it -> it.constantScore(constant -> constant.filter(eligible)))
                    .functions(function -> function.randomScore(
                            random -> random.seed(JsonData.of(seed)).field("item_id")))));
        }
    }
}
