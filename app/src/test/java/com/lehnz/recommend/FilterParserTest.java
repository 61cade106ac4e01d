package com.lehnz.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lehnz.query.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FilterParserTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** The engine's own words for each filter, compared as trees. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"category": "Shoes"}       | [{"terms": {"facets": ["category=shoes"]}}]
            {"size": 42.0}              | [{"terms": {"facets": ["size=42"]}}]
            {"vegan": true}             | [{"terms": {"facets": ["vegan=true"]}}]
            {"brand": ["A", "B"]}       | [{"terms": {"facets": ["brand=a", "brand=b"]}}]
            {"size.eu": {"in": [41]}}   | [{"terms": {"facets": ["size.eu=41"]}}]
            {"size": {"not_in": [41]}}  | [{"bool": {"must_not": [{"terms": {"facets": ["size=41"]}}]}}]
            {"sale": {"exists": true}}  | [{"terms": {"paths": ["sale"]}}]
            {"sale": {"exists": false}} | [{"bool": {"must_not": [{"terms": {"paths": ["sale"]}}]}}]
            {"item_type": "Article"}    | [{"terms": {"item_type": ["Article"]}}]
            {"price": {"gte": 10, "lt": 20.5}}  | [{"range": {"numbers.price": {"gte": 10.0, "lt": 20.5}}}]
            {"size.eu": {"gt": 41}}     | [{"range": {"numbers.size%2Eeu": {"gt": 41.0}}}]
            {"from": {"lte": "1970-01-02"}} | [{"range": {"dates.from": {"lt": 86400001}}}]
            {"from": {"gt": "1970-01-02"}}  | [{"range": {"dates.from": {"gte": 86400001}}}]
            {"a": 1, "b": {"gt": 1, "in": [2]}} | [{"terms": {"facets": ["a=1"]}}, {"terms": {"facets": ["b=2"]}}, {"range": {"numbers.b": {"gt": 1.0}}}]
            {"status": "active"}        | []
            {"status": ["Active"]}      | []
            {}                          | []
            """)
    void aFilterBecomesAQuery(String filters, String queries) {
        List<?> parsed = FilterParser.parse((ObjectNode) JSON.readTree(filters)).stream()
                .map(Filter::toQuery)
                .map(query -> JSON.readTree(query.toJsonString()))
                .toList();

        assertThat(JSON.<tools.jackson.databind.JsonNode>valueToTree(parsed)).isEqualTo(JSON.readTree(queries));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"price": null}             | must be a string, a number or a boolean
            {"price": [[1]]}            | must be a string, a number or a boolean
            {"price": {}}               | has no operator
            {"price": {"above": 1}}     | unknown operator 'above'
            {"price": {"gt": "cheap"}}  | needs a number or an ISO 8601 date for 'gt'
            {"price": {"gt": null}}     | needs a number or an ISO 8601 date for 'gt'
            {"price": {"gt": 1, "gte": 2}} | may have gt or gte, not both
            {"price": {"lte": "2026-01-01", "lt": "2026-01-02"}} | may have lt or lte, not both
            {"price": {"in": 1}}        | needs an array for 'in'
            {"price": {"not_in": {}}}   | needs an array for 'not_in'
            {"price": {"exists": 1}}    | needs true or false for 'exists'
            {"status": "deleted"}       | can only be 'active'
            {"status": ["active", "deleted"]} | can only be 'active'
            {"status": {"in": ["active"]}} | can only be 'active'
            """)
    void whatIsIllFormedIsRefusedByItsName(String filters, String message) {
        assertThatExceptionOfType(InvalidFilterException.class)
                .isThrownBy(() -> FilterParser.parse((ObjectNode) JSON.readTree(filters)))
                .withMessageStartingWith("the filter '")
                .withMessageContaining(message);
    }

    @Test
    void entriesAndValuesAreBounded() {
        ObjectNode many = JSON.createObjectNode();
        for (int i = 0; i < 51; i++) {
            many.put("key" + i, i);
        }
        ObjectNode values = JSON.createObjectNode();
        for (int i = 0; i < 1_001; i++) {
            values.withArray("size").add(i);
        }

        ObjectNode valuesInAll = JSON.createObjectNode();
        for (String key : List.of("size", "color")) {
            for (int i = 0; i < 501; i++) {
                valuesInAll.withObject(key).withArray("not_in").add(i);
            }
        }
        ObjectNode name = JSON.createObjectNode().put("k".repeat(513), 1);

        for (ObjectNode tooMuch : List.of(many, values, valuesInAll, name)) {
            assertThatExceptionOfType(InvalidFilterException.class).isThrownBy(() -> FilterParser.parse(tooMuch));
        }
    }
}
