package com.lehnz.imports;

import com.lehnz.web.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file that is one array; its elements are numbered from 1. */
final class JsonArrayRows implements Rows {
    private final RowText text;
    private final ImportKind kind;
    private final ObjectReader elements;
    private final JsonParser parser;
    private long number;
    private boolean ended;

    /** @param text begins with the bracket */
    JsonArrayRows(RowText text, ImportKind kind, JsonMapper json) throws IOException {
        this.text = text;
        this.kind = kind;
        this.elements = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.parser = json.createParser(text);
        token();
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (ended) {
            return null;
        }
        text.nextRow();
        number++;
        JsonToken token = token();
        if (token == JsonToken.END_ARRAY) {
            ended = true;
            if (token() != null) {
                throw new UnreadableFileException(number, "row", "There is something after the array's end");
            }
            return null;
        }
        try {
            if (token == JsonToken.START_OBJECT) {
                return new Row.Read(number, (ObjectNode) elements.readTree(parser));
            }
            parser.skipChildren();
        } catch (JacksonException e) {
            throw broken(e);
        }
        return new Row.Broken(
                Problem.ofRow(number, "row", "Every %s must be a JSON object".formatted(kind.singular())));
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long characters() {
        return text.characters();
    }

    private @Nullable JsonToken token() throws IOException {
        try {
            return parser.nextToken();
        } catch (JacksonException e) {
            throw broken(e);
        }
    }

    /** What the text itself had to say comes wrapped. */
    private UnreadableFileException broken(JacksonException error) throws IOException {
        if (error instanceof JacksonIOException && error.getCause() instanceof IOException cause) {
            throw cause;
        }
        return new UnreadableFileException(number, "row", "This is no JSON: " + error.getOriginalMessage());
    }

    @Override
    public void close() {
        parser.close();
    }
}
