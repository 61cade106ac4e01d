package com.lehnz.query;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** A way of finding and scoring items. */
public sealed interface Candidates {
    /** @param eligible goes inside, so that a narrow filter still fills the page */
    Query toQuery(Query eligible);

    /**
     * Nearest neighbours of a unit vector.
     *
     * @param depth neighbours to find at most
     */
    record Near(float[] vector, int depth) implements Candidates {
        @Override
        public Query toQuery(Query eligible) {
            List<Float> values = new ArrayList<>(vector.length);
            for (float value : vector) {
                values.add(value);
            }
            return Query.of(query ->
                    query.knn(knn -> knn.field("vector").vector(values).k(depth).filter(eligible)));
        }
    }

    /**
     * Items with the latest date in a field that holds a decayed count as a date: the highest count first. Items without
     * the field are left out.
     *
     * @param tau the decay's time constant
     */
    record Latest(String field, Instant now, Duration tau) implements Candidates {
        /**
         * The score falls with the distance from the origin on both sides, and the date of a hot item lies in the
         * future: no count below e^20 reaches this one.
         */
        private static final int ORIGIN_IN_TAUS = 20;

        @Override
        public Query toQuery(Query eligible) {
            // The same all day: scores are floats, and an origin that moves would round dates that are all but equal to
            // another order on every page.
            Instant tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            long origin = tomorrow.plus(tau.multipliedBy(ORIGIN_IN_TAUS)).toEpochMilli();
            Query distance = Query.of(query -> query.distanceFeature(
                    feature -> feature.field(field).origin(JsonData.of(origin)).pivot(tau.toMillis() + "ms")));
            return Query.of(query -> query.bool(bool -> bool.must(distance).filter(eligible)));
        }
    }

    /** All eligible items in an order that a seed decides. */
    record Shuffled(long seed) implements Candidates {
        @Override
        public Query toQuery(Query eligible) {
            return Query.of(query -> query.functionScore(score -> score.query(
                            it -> it.constantScore(constant -> constant.filter(eligible)))
                    .functions(function -> function.randomScore(
                            random -> random.seed(JsonData.of(seed)).field("item_id")))));
        }
    }
}
