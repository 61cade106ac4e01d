package com.lehnz.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** What documents must be like that are read without naming them one by one. */
public sealed interface Condition {

    record AnyOf(String field, Collection<String> values) implements Condition {}

    record Exists(String field) implements Condition {}

    record Since(String field, Instant at) implements Condition {}

    record Before(String field, Instant at) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record All(List<Condition> conditions) implements Condition {}

    record Either(List<Condition> conditions) implements Condition {}

    static Condition all(Condition... conditions) {
        return new All(List.of(conditions));
    }

    static Condition either(Condition... conditions) {
        return new Either(List.of(conditions));
    }

    /** Asks nothing of relevance: it filters. */
    static Query toQuery(Condition condition) {
        return switch (condition) {
            case AnyOf(String field, Collection<String> values) ->
                Query.of(query -> query.terms(terms -> terms.field(field)
                        .terms(any ->
                                any.value(values.stream().map(FieldValue::of).toList()))));
            case Exists(String field) -> Query.of(query -> query.exists(exists -> exists.field(field)));
            case Since(String field, Instant at) ->
                Query.of(query -> query.range(range -> range.field(field).gte(JsonData.of(at.toString()))));
            case Before(String field, Instant at) ->
                Query.of(query -> query.range(range -> range.field(field).lt(JsonData.of(at.toString()))));
            case Not(Condition no) -> Query.of(query -> query.bool(bool -> bool.mustNot(toQuery(no))));
            case All(List<Condition> every) ->
                Query.of(query -> query.bool(bool ->
                        bool.filter(every.stream().map(Condition::toQuery).toList())));
            case Either(List<Condition> any) ->
                Query.of(query -> query.bool(
                        bool -> bool.should(any.stream().map(Condition::toQuery).toList())
                                .minimumShouldMatch("1")));
        };
    }
}
