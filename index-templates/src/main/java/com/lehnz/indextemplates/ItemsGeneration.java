package com.lehnz.indextemplates;

import java.util.Map;

/**
 * What one generation of an organization's items index is made for. Vectors of another model mean nothing beside these,
 * so the index records the model and a different one needs a new generation.
 *
 * @param model id of the embedding model
 * @param dimension length of its vectors
 * @param textRule version of the rule that composes an item's text
 */
public record ItemsGeneration(String model, int dimension, int textRule) {

    /** The body of the request that creates the index; the rest comes from the index template. */
    public String createIndexBody() {
        return Template.read(
                "generation/items",
                Map.of(
                        "model", model,
                        "dimension", dimension,
                        "text_rule", textRule));
    }
}
