package com.lehnz.security;

import com.lehnz.testing.ApiDescription;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that a schema asks for, and values that it does not. */
final class FuzzValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String[] TEXTS = {
        "a",
        "",
        " ",
        "null",
        "0",
        "-1",
        "ada@example.com",
        "https://shop.example",
        "OWNER",
        "ä\u0000\u2028😀",
        "{{7*7}}",
        "../../etc/passwd",
        "' OR 1=1 --",
        "<script>",
        "2026-01-31T09:00:00Z",
        "%2e%2e%2f",
        "me",
        "*",
        "_all",
        "x:y"
    };

    private final Random random;
    private final ApiDescription api;

    FuzzValues(Random random, ApiDescription api) {
        this.random = random;
        this.api = api;
    }

    String text() {
        return switch (random.nextInt(12)) {
            // Longer ones do not fit into a request line, which the HTTP server refuses by itself.
            case 0 -> "x".repeat(random.nextInt(900));
            case 1 -> Long.toString(random.nextLong());
            default -> TEXTS[random.nextInt(TEXTS.length)];
        };
    }

    /** Not empty: that would be another path. */
    String pathSegment() {
        String text = text().replaceAll("[/\\\\;\u0000]", "-");
        return text.isBlank() || text.matches("\\.+") ? "x" : text;
    }

    /** As text: some are no JSON at all. */
    String body(JsonNode schema) {
        if (random.nextInt(15) == 0) {
            return new String[] {"{", "[]", "null", "\"x\"", "[[[", "{}", "{\"a\": 1e999}"}[random.nextInt(7)];
        }
        return MAPPER.writeValueAsString(value(schema, 0));
    }

    /** A file of items, users or events, more or less. */
    String file() {
        if (random.nextInt(3) == 0) {
            return random.nextBoolean() ? body(JSON.objectNode()) : "[" + body(JSON.objectNode()) + "]";
        }
        String[] columns = {
            "item_id", "item_type", "status", "user_id", "created_at", "event_name", "attributes", "context", "price"
        };
        StringBuilder csv = new StringBuilder(String.join(",", columns));
        for (int row = random.nextInt(4); row > 0; row--) {
            csv.append(random.nextBoolean() ? "\r\n" : "\n");
            for (int i = 0; i < columns.length; i++) {
                csv.append(i == 0 ? "" : ",").append(cell(columns[i]));
            }
        }
        return csv.toString();
    }

    private String cell(String column) {
        if (random.nextInt(10) == 0) {
            return text();
        }
        return switch (column) {
            case "status" -> "active";
            case "created_at" -> "2026-01-31T09:00:00Z";
            case "event_name" -> "view";
            case "attributes", "context" -> random.nextBoolean() ? "" : "\"{\"\"a\"\": 1}\"";
            default -> "\"" + text().replace("\"", "\"\"") + "\"";
        };
    }

    /** With a boundary named fuzz. */
    String form(String file) {
        String name = random.nextInt(10) == 0 ? text().replaceAll("[\r\n]", "") : "file";
        String mode = random.nextInt(4) == 0
                ? "--fuzz\r\nContent-Disposition: form-data; name=\"mode\"\r\n\r\n%s\r\n"
                        .formatted(random.nextBoolean() ? "skip" : text())
                : "";
        String whole =
                "%s--fuzz\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\n\r\n%s\r\n--fuzz--\r\n"
                        .formatted(mode, name, file);
        return random.nextInt(10) == 0 ? whole.substring(0, random.nextInt(whole.length())) : whole;
    }

    private JsonNode value(JsonNode reference, int depth) {
        JsonNode schema = api.resolve(reference);
        if (depth > 5 || random.nextInt(8) == 0) {
            return anything(depth);
        }
        JsonNode example = schema.path("example");
        if (!example.isMissingNode() && random.nextBoolean()) {
            return example;
        }
        JsonNode choices = schema.path("enum");
        if (!choices.isEmpty() && random.nextInt(5) != 0) {
            return choices.get(random.nextInt(choices.size()));
        }
        return switch (schema.path("type").asString("object")) {
            case "string" -> JSON.stringNode(text());
            case "integer" -> JSON.numberNode(random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(200) - 20);
            case "number" -> JSON.numberNode(random.nextDouble() * 1000);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> array(schema.path("items"), depth);
            default -> object(schema, depth);
        };
    }

    private ArrayNode array(JsonNode items, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(items, depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties").propertyStream().forEach(property -> {
            if (random.nextInt(5) != 0) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        if (random.nextInt(8) == 0) {
            object.set(text(), anything(depth + 1));
        }
        return object;
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth > 5 ? 5 : 7)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(true);
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(random.nextGaussian() * 1e300);
            case 4 -> JSON.stringNode(text());
            case 5 -> JSON.arrayNode().add(anything(depth + 1)).add(anything(depth + 1));
            default -> JSON.objectNode().set(text(), anything(depth + 1));
        };
    }
}
