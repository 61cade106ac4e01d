package com.lehnz.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.FunctionScore;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** A factor that candidates' scores are multiplied by. */
public sealed interface Boost {
    /** All of them are multiplied; one whose filter does not match an item counts as 1. */
    List<FunctionScore> toFunctions();

    /**
     * {@code (1 + count)^power} of a decayed count that is kept as a date: popularity where the power is positive, fame
     * to be made up for where it is negative. Items without any count keep their score.
     *
     * @param tau the decay's time constant
     */
    record Count(String field, Instant now, Duration tau, double power) implements Boost {
        @Override
        public List<FunctionScore> toFunctions() {
            return List.of(FunctionScore.of(function -> function.scriptScore(script -> script.script(Queries.expression(
                    "pow(1 + exp((doc['%s'].value - now) / tau), power)".formatted(field),
                    Map.of("now", Queries.endOfDay(now).toEpochMilli(), "tau", tau.toMillis(), "power", power))))));
        }
    }

    /** Halved with every half-life of an item's age. */
    record Fresh(Instant now, Duration halfLife) implements Boost {
        @Override
        public List<FunctionScore> toFunctions() {
            return List.of(FunctionScore.of(function -> function.exp(exp -> exp.field("created_at")
                    .placement(place -> place.origin(
                                    JsonData.of(Queries.endOfDay(now).toString()))
                            .scale(JsonData.of(halfLife.toMillis() + "ms"))
                            .decay(0.5)))));
        }
    }

    /** A factor for each of some categories. */
    record OfCategories(Map<String, Double> factors) implements Boost {
        @Override
        public List<FunctionScore> toFunctions() {
            List<FunctionScore> functions = new ArrayList<>();
            factors.forEach((category, factor) -> functions.add(weight(Queries.category(category), factor)));
            return functions;
        }
    }

    /** Halved where a price is half as much again as what the user usually pays in the item's category, or half of it. */
    record PriceNear(
            Map<String, Double> usualByCategory, @Nullable Double usual) implements Boost {
        private static final double TOLERANCE = 0.5;

        @Override
        public List<FunctionScore> toFunctions() {
            List<FunctionScore> functions = new ArrayList<>();
            usualByCategory.forEach((category, price) -> functions.add(near(price, Queries.category(category))));
            if (usual != null) {
                List<FieldValue> known =
                        usualByCategory.keySet().stream().map(FieldValue::of).toList();
                functions.add(near(
                        usual,
                        Query.of(query -> query.bool(bool -> bool.mustNot(not ->
                                not.terms(terms -> terms.field("category").terms(values -> values.value(known))))))));
            }
            return functions;
        }

        private static FunctionScore near(double price, Query where) {
            return FunctionScore.of(function -> function.filter(where)
                    .gauss(gauss -> gauss.field("price")
                            .placement(place -> place.origin(JsonData.of(price))
                                    .scale(JsonData.of(price * TOLERANCE))
                                    .decay(0.5))));
        }
    }

    /** A factor for certain items. */
    record OfItems(Collection<String> itemIds, double factor) implements Boost {
        @Override
        public List<FunctionScore> toFunctions() {
            return itemIds.isEmpty() ? List.of() : List.of(weight(Queries.ids(itemIds), factor));
        }
    }

    /** A factor for what could be taken instead of an item: its nearest neighbours in the same category. */
    record Substitutes(float[] vector, String category, double factor) implements Boost {
        private static final int NEAREST = 20;

        @Override
        public List<FunctionScore> toFunctions() {
            return List.of(weight(Queries.neighbours(vector, NEAREST, Queries.category(category)), factor));
        }
    }

    private static FunctionScore weight(Query where, double factor) {
        return FunctionScore.of(function -> function.filter(where).weight((float) factor));
    }
}
