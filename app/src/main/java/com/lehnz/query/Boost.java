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

    /**
     * The ratio of an item's price to what the user usually pays in its category, whichever way it is below 1, to the power
     * that halves it at half as much again: people compare prices by ratios. What is far off keeps its order at
     * {@value #LEAST}; an item without a price counts {@value #UNKNOWN}.
     */
    record PriceNear(
            Map<String, Double> usualByCategory, @Nullable Double usual) implements Boost {
        private static final double POWER = Math.log(2) / Math.log(1.5);
        private static final double LEAST = 0.05;
        private static final double UNKNOWN = 0.5;
        private static final String SOURCE =
                "max(least, pow(min(max(doc['price'].value, 0), usual) / max(doc['price'].value, usual), power))";

        @Override
        public List<FunctionScore> toFunctions() {
            List<FunctionScore> functions = new ArrayList<>();
            Query priced = Query.of(query -> query.exists(exists -> exists.field("price")));
            functions.add(weight(Query.of(query -> query.bool(bool -> bool.mustNot(priced))), UNKNOWN));
            usualByCategory.forEach(
                    (category, price) -> functions.add(near(price, priced, Queries.category(category))));
            if (usual != null) {
                List<FieldValue> known =
                        usualByCategory.keySet().stream().map(FieldValue::of).toList();
                functions.add(near(
                        usual,
                        priced,
                        Query.of(query -> query.bool(bool -> bool.mustNot(not ->
                                not.terms(terms -> terms.field("category").terms(values -> values.value(known))))))));
            }
            return functions;
        }

        private static FunctionScore near(double usual, Query priced, Query where) {
            return FunctionScore.of(function -> function.filter(both -> both.bool(bool -> bool.filter(priced, where)))
                    .scriptScore(script -> script.script(
                            Queries.expression(SOURCE, Map.of("least", LEAST, "usual", usual, "power", POWER)))));
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
