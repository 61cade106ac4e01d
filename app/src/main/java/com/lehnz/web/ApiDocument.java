package com.lehnz.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What all operations of the OpenAPI document share: the errors that they may answer. */
@Component
@Order(2) // after those who add errors of their own
class ApiDocument implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info().title("Lehnz").version("v1").description("Recommendations for storefronts"));
        ModelConverters.getInstance(true)
                .readAll(Failure.class)
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDocument::addErrors));
    }

    /** An operation that answers other errors besides names their statuses; all have the same body. */
    private static void addErrors(Operation operation) {
        List<HttpStatus> errors = new ArrayList<>(List.of(HttpStatus.SERVICE_UNAVAILABLE));
        if (operation.getRequestBody() != null) {
            errors.addAll(List.of(HttpStatus.CONTENT_TOO_LARGE, HttpStatus.UNSUPPORTED_MEDIA_TYPE));
        }
        if (operation.getRequestBody() != null || hasQuery(operation)) {
            errors.add(HttpStatus.BAD_REQUEST);
        }
        errors.forEach(error -> addError(operation, error));
        operation.getResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.content(failure());
            }
        });
    }

    private static boolean hasQuery(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "query".equals(parameter.getIn()));
    }

    /** Adds an error that the operation does not describe itself. */
    private static void addError(Operation operation, HttpStatus error) {
        operation
                .getResponses()
                .putIfAbsent(Integer.toString(error.value()), new ApiResponse().description(error.getReasonPhrase()));
    }

    private static Content failure() {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + Failure.class.getSimpleName());
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }
}
