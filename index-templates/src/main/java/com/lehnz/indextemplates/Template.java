package com.lehnz.indextemplates;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A JSON file of this module with its {@code ${placeholders}} filled in. */
final class Template {
    private Template() {}

    /**
     * @param path below {@code lehnz/}, without the ending, such as {@code index/items}
     * @param values what each {@code "${key}"} becomes; numbers lose the quotes that keep the file valid JSON
     */
    static String read(String path, Map<String, Object> values) {
        String text;
        try (InputStream in = Template.class.getResourceAsStream("/lehnz/" + path + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no template " + path);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var value : values.entrySet()) {
            String quoted = "\"${" + value.getKey() + "}\"";
            text = text.replace(
                    quoted, value.getValue() instanceof Number n ? n.toString() : "\"" + value.getValue() + "\"");
        }
        return text;
    }
}
