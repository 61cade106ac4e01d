package com.lehnz.web;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What JSON allows and no engine keeps: numbers beyond a double, halves of characters, nesting without end. Refused at
 * the door, because behind it they could only be set aside.
 */
final class JsonLimits {
    /** Far more than anybody writes, far less than any reader behind us takes (OpenSearch's client stops at 500). */
    static final int DEEPEST = 100;

    private JsonLimits() {}

    /** What is wrong with a field, as a sentence that names it; null where nothing is. */
    static @Nullable String broken(String field, JsonNode value) {
        String problem = isText(field) ? problem(value, 1) : "holds half a character, which is no valid Unicode";
        return problem == null ? null : "'%s' %s".formatted(printable(field), problem);
    }

    static String printable(String text) {
        return isText(text)
                ? text
                : text.codePoints()
                        .map(point -> isHalf(point) ? '?' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static @Nullable String problem(JsonNode value, int depth) {
        if (depth > DEEPEST + 1) {
            return "is nested more than %d levels deep".formatted(DEEPEST);
        }
        return switch (value.getNodeType()) {
            case STRING -> isText(value.asString()) ? null : "holds half a character, which is no valid Unicode";
            case NUMBER -> isFinite(value) ? null : "holds a number that is too large";
            case ARRAY -> inArray(value, depth);
            case OBJECT -> inObject(value, depth);
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> null;
        };
    }

    private static @Nullable String inArray(JsonNode array, int depth) {
        for (JsonNode element : array) {
            String problem = problem(element, depth + 1);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String inObject(JsonNode object, int depth) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String problem = isText(entry.getKey())
                    ? problem(entry.getValue(), depth + 1)
                    : "holds half a character, which is no valid Unicode";
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static boolean isFinite(JsonNode number) {
        BigDecimal exact = number.decimalValue();
        return Double.isFinite(exact.doubleValue());
    }

    private static boolean isText(String text) {
        return text.codePoints().noneMatch(JsonLimits::isHalf);
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
