package com.lehnz.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stored items with vectors of another model, or of texts that were composed by another rule. */
@Component
public class Reembedding {
    private final ItemVectors vectors;
    private final JsonMapper json;

    Reembedding(ItemVectors vectors, JsonMapper json) {
        this.vectors = vectors;
        this.json = json;
    }

    private record Changed(ObjectNode document, String text, String hash) {}

    /** Gives documents of items the vectors of our model and rule, where they have others. */
    public Mono<Void> embed(List<ObjectNode> documents) {
        List<Changed> changed = new ArrayList<>();
        for (ObjectNode document : documents) {
            JsonNode attributes = document.get("attributes");
            String text = attributes == null ? "" : vectors.text(attributes(attributes));
            String hash = vectors.hash(text);
            if (hash == null) {
                document.remove(List.of("vector", "text_hash"));
            } else if (!Objects.equals(hash, document.path("text_hash").asString(null))) {
                changed.add(new Changed(document, text, hash));
            }
        }
        return vectors.of(changed.stream().map(Changed::text).toList())
                .doOnNext(embedded -> {
                    for (int i = 0; i < embedded.size(); i++) {
                        Changed each = changed.get(i);
                        each.document().put("text_hash", each.hash()).putPOJO("vector", embedded.get(i));
                    }
                })
                .then();
    }

    private Map<String, @Nullable Object> attributes(JsonNode attributes) {
        return json.convertValue(attributes, new TypeReference<>() {});
    }
}
