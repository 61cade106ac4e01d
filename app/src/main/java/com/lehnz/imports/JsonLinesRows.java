package com.lehnz.imports;

import com.lehnz.web.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file with an object in each line, which is numbered as an editor shows it. */
final class JsonLinesRows implements Rows {
    private final RowText text;
    private final BufferedReader lines;
    private final ImportKind kind;
    private final JsonMapper json;
    private long number;

    /** @param linesBefore blank ones, which count as rows */
    JsonLinesRows(RowText text, long linesBefore, ImportKind kind, JsonMapper json) {
        this.text = text;
        this.number = linesBefore;
        this.lines = new BufferedReader(text);
        this.kind = kind;
        this.json = json;
    }

    @Override
    public @Nullable Row next() throws IOException {
        String line = read();
        while (line != null && line.isBlank()) {
            line = read();
        }
        return line == null ? null : row(line);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long characters() {
        return text.characters();
    }

    private @Nullable String read() throws IOException {
        text.nextRow();
        number++;
        return lines.readLine();
    }

    private Row row(String line) {
        try {
            JsonNode node = json.readTree(line);
            return node instanceof ObjectNode object
                    ? new Row.Read(number, object)
                    : broken("Every %s must be a JSON object".formatted(kind.singular()));
        } catch (JacksonException e) {
            return broken("The line is no JSON: " + e.getOriginalMessage());
        }
    }

    private Row broken(String message) {
        return new Row.Broken(Problem.ofRow(number, "row", message));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
