package com.lehnz.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What all operations of the OpenAPI document share: the key they need, and the errors they may answer. */
@Component
class ApiDocument implements OpenApiCustomizer {
    private static final String KEY = "X-API-KEY";
    private static final List<HttpStatus> ERRORS = List.of(
            HttpStatus.BAD_REQUEST, HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.SERVICE_UNAVAILABLE);
    private static final List<HttpStatus> ERRORS_OF_BODIES =
            List.of(HttpStatus.CONTENT_TOO_LARGE, HttpStatus.UNSUPPORTED_MEDIA_TYPE);

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info().title("Lehnz").version("v1").description("Recommendations for storefronts"))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
        api.getComponents()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(KEY));
        ModelConverters.getInstance(true)
                .readAll(Failure.class)
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
        api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDocument::addErrors));
    }

    /** An operation that answers other errors besides names their statuses; all have the same body. */
    private static void addErrors(Operation operation) {
        ApiResponses responses = operation.getResponses();
        ERRORS.forEach(error -> add(responses, error));
        if (operation.getRequestBody() != null) {
            ERRORS_OF_BODIES.forEach(error -> add(responses, error));
        }
        responses.forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.content(failure());
            }
        });
    }

    private static void add(ApiResponses responses, HttpStatus error) {
        responses.addApiResponse(
                Integer.toString(error.value()), new ApiResponse().description(error.getReasonPhrase()));
    }

    private static Content failure() {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + Failure.class.getSimpleName());
        return new Content().addMediaType("application/json", new MediaType().schema(schema));
    }
}
