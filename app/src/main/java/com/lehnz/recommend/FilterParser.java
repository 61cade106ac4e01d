package com.lehnz.recommend;

import com.lehnz.engine.AttributeFields;
import com.lehnz.engine.Dates;
import com.lehnz.query.Filter;
import com.lehnz.query.Filter.AnyOf;
import com.lehnz.query.Filter.Exists;
import com.lehnz.query.Filter.Not;
import com.lehnz.query.Filter.OfType;
import com.lehnz.query.Filter.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code filters} of a request: a value means equals, an array any of, an object the operators {@code gt, gte, lt,
 * lte, in, not_in, exists}. Several entries must all hold.
 */
final class FilterParser {
    private static final int MOST_ENTRIES = 50;
    private static final int MOST_VALUES = 1_000;
    private static final Set<String> MEMBERSHIP = Set.of("in", "not_in");
    private static final Set<String> BOUNDS = Set.of("gt", "gte", "lt", "lte");

    private FilterParser() {}

    /** @throws InvalidFilterException naming the entry that is ill-formed */
    static List<Filter> parse(@Nullable ObjectNode filters) {
        if (filters == null) {
            return List.of();
        }
        if (filters.size() > MOST_ENTRIES) {
            throw invalid("filters", "'filters' may have at most %d entries".formatted(MOST_ENTRIES));
        }
        List<Filter> parsed = new ArrayList<>();
        for (var entry : filters.properties()) {
            if (entry.getKey().equals("status")) {
                requireActive(entry.getValue());
            } else {
                parsed.addAll(condition(requireShort(entry.getKey()), entry.getValue()));
            }
        }
        // Each becomes a term of every part of a query.
        if (parsed.stream().mapToInt(Filter::values).sum() > MOST_VALUES) {
            throw invalid("filters", "'filters' may have at most %d values in all".formatted(MOST_VALUES));
        }
        return parsed;
    }

    private static String requireShort(String path) {
        if (path.length() > AttributeFields.LONGEST_PATH) {
            throw invalid(
                    "filters",
                    "a name in 'filters' may have at most %d characters".formatted(AttributeFields.LONGEST_PATH));
        }
        return path;
    }

    private static List<Filter> condition(String path, JsonNode value) {
        if (!(value instanceof ObjectNode operators)) {
            return List.of(anyOf(path, value));
        }
        if (operators.isEmpty()) {
            throw invalid(path, "the filter '%s' has no operator".formatted(path));
        }
        if (path.equals("item_type") && !MEMBERSHIP.containsAll(operators.propertyNames())) {
            throw invalid(
                    path, "the filter 'item_type' takes a value, an array, in or not_in: every item has one type");
        }
        List<Filter> conditions = new ArrayList<>();
        Map<Range.Kind, Map<String, Number>> ranges = new EnumMap<>(Range.Kind.class);
        for (var operator : operators.properties()) {
            JsonNode operand = operator.getValue();
            switch (operator.getKey()) {
                case "in" -> conditions.add(anyOf(path, requireArray(path, "in", operand)));
                case "not_in" -> conditions.add(new Not(anyOf(path, requireArray(path, "not_in", operand))));
                case "exists" -> conditions.add(exists(path, operand));
                case String bound when BOUNDS.contains(bound) -> addBound(path, bound, operand, ranges);
                default ->
                    throw invalid(
                            path,
                            "the filter '%s' has an unknown operator '%s': known are gt, gte, lt, lte, in, not_in, exists"
                                    .formatted(path, operator.getKey()));
            }
        }
        ranges.forEach((kind, bounds) -> conditions.add(new Range(path, kind, bounds)));
        return conditions;
    }

    private static Filter anyOf(String path, JsonNode value) {
        List<Object> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> values.add(scalar(path, each)));
        } else {
            values.add(scalar(path, value));
        }
        return path.equals("item_type")
                ? new OfType(values.stream().map(Object::toString).toList())
                : new AnyOf(path, values);
    }

    private static Object scalar(String path, JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.asString();
            case NUMBER -> value.numberValue();
            case BOOLEAN -> value.asBoolean();
            default -> throw invalid(path, "the filter '%s' must be a string, a number or a boolean".formatted(path));
        };
    }

    private static JsonNode requireArray(String path, String operator, JsonNode operand) {
        if (!operand.isArray()) {
            throw invalid(path, "the filter '%s' needs an array for '%s'".formatted(path, operator));
        }
        return operand;
    }

    private static Filter exists(String path, JsonNode operand) {
        if (!operand.isBoolean()) {
            throw invalid(path, "the filter '%s' needs true or false for 'exists'".formatted(path));
        }
        Filter exists = new Exists(path);
        return operand.asBoolean() ? exists : new Not(exists);
    }

    private static void addBound(
            String path, String bound, JsonNode operand, Map<Range.Kind, Map<String, Number>> ranges) {
        Instant date = operand.isString() ? Dates.parse(operand.asString()) : null;
        if (date == null && !operand.isNumber()) {
            throw invalid(path, "the filter '%s' needs a number or an ISO 8601 date for '%s'".formatted(path, bound));
        }
        if (date == null) {
            put(path, bound, operand.doubleValue(), ranges.computeIfAbsent(Range.Kind.NUMBERS, FilterParser::none));
        } else {
            // Whole milliseconds, from one up to before another: OpenSearch rounds the other two bounds to the end of
            // the
            // millisecond, which before 1970 is the end of the one before.
            long later = date.toEpochMilli() + (bound.equals("gt") || bound.equals("lte") ? 1 : 0);
            put(
                    path,
                    bound.startsWith("g") ? "gte" : "lt",
                    later,
                    ranges.computeIfAbsent(Range.Kind.DATES, FilterParser::none));
        }
    }

    private static Map<String, Number> none(Range.Kind kind) {
        return new LinkedHashMap<>();
    }

    private static void put(String path, String bound, Number value, Map<String, Number> bounds) {
        boolean another = bounds.keySet().stream().anyMatch(known -> known.charAt(0) == bound.charAt(0));
        if (another) {
            throw invalid(
                    path,
                    bound.startsWith("g")
                            ? "the filter '%s' may have gt or gte, not both".formatted(path)
                            : "the filter '%s' may have lt or lte, not both".formatted(path));
        }
        bounds.put(bound, value);
    }

    private static void requireActive(JsonNode value) {
        boolean active = value.isArray()
                ? value.size() == 1 && value.get(0).asString("").equalsIgnoreCase("active")
                : value.asString("").equalsIgnoreCase("active");
        if (!active) {
            throw invalid("status", "the filter 'status' can only be 'active': nothing else is recommended");
        }
    }

    private static InvalidFilterException invalid(String path, String message) {
        return new InvalidFilterException(path, message);
    }
}
