package com.lehnz.query;

import com.lehnz.engine.AttributeFields;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** One condition of a caller on an item's attributes. Paths are dotted; strings are compared without regard to case. */
public sealed interface Filter {
    Query toQuery();

    /** How many values a query has to look for. */
    default int values() {
        return 1;
    }

    record AnyOf(String path, List<Object> any) implements Filter {
        @Override
        public int values() {
            return any.size();
        }

        @Override
        public Query toQuery() {
            return terms(
                    "facets",
                    any.stream()
                            .map(value -> AttributeFields.facet(path, value))
                            .toList());
        }
    }

    record OfType(List<String> types) implements Filter {
        @Override
        public int values() {
            return types.size();
        }

        @Override
        public Query toQuery() {
            return terms("item_type", types);
        }
    }

    record Exists(String path) implements Filter {
        @Override
        public Query toQuery() {
            return terms("paths", List.of(AttributeFields.path(path)));
        }
    }

    /** @param bounds values of {@code gt}, {@code gte}, {@code lt}, {@code lte}; dates in milliseconds since 1970 */
    record Range(String path, Kind kind, Map<String, Number> bounds) implements Filter {
        public enum Kind {
            NUMBERS,
            DATES
        }

        @Override
        public Query toQuery() {
            String field = kind.name().toLowerCase(Locale.ROOT) + "." + AttributeFields.field(path);
            return Query.of(query -> query.range(range -> {
                range.field(field);
                bounds.forEach((bound, number) -> {
                    JsonData value = JsonData.of(number);
                    switch (bound) {
                        case "gt" -> range.gt(value);
                        case "gte" -> range.gte(value);
                        case "lt" -> range.lt(value);
                        case "lte" -> range.lte(value);
                        default -> throw new IllegalArgumentException("not a bound: " + bound);
                    }
                });
                return range;
            }));
        }
    }

    /** Items that were added to the catalog no longer ago than a window, counted from the beginning of the day. */
    record NewerThan(Instant now, Duration window) implements Filter {
        @Override
        public Query toQuery() {
            Instant moment = now.truncatedTo(ChronoUnit.DAYS).minus(window);
            return Query.of(
                    query -> query.range(range -> range.field("created_at").gt(JsonData.of(moment.toString()))));
        }
    }

    /** Certain items. */
    record Items(Collection<String> itemIds) implements Filter {
        @Override
        public Query toQuery() {
            return Queries.ids(itemIds);
        }
    }

    record Not(Filter filter) implements Filter {
        @Override
        public int values() {
            return filter.values();
        }

        @Override
        public Query toQuery() {
            return Query.of(query -> query.bool(bool -> bool.mustNot(filter.toQuery())));
        }
    }

    private static Query terms(String field, List<String> values) {
        List<FieldValue> terms = values.stream().map(FieldValue::of).toList();
        return Query.of(query -> query.terms(it -> it.field(field).terms(list -> list.value(terms))));
    }
}
