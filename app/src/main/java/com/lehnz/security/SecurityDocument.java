package com.lehnz.security;

import com.lehnz.accounts.Role;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What the OpenAPI document says of keys and tokens: it is read off the table of {@link Routes}. */
@Component
@Order(1)
class SecurityDocument implements OpenApiCustomizer {
    private static final String TOKEN = "Access token";

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        Authenticator.KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(Authenticator.KEY))
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) ->
                                describe(operation, Routes.documented(HttpMethod.valueOf(method.name()), path))));
    }

    private static void describe(Operation operation, Route route) {
        switch (route.access()) {
            case Access.Anyone _, Access.Operator _ -> {}
            case Access.SignIn _, Access.Guest _ -> add(operation, HttpStatus.TOO_MANY_REQUESTS);
            case Access.Key _ -> secured(operation, Authenticator.KEY, HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN);
            case Access.Person _, Access.Password _ -> secured(operation, TOKEN, HttpStatus.UNAUTHORIZED);
            case Access.May(var permission) -> {
                secured(operation, TOKEN, HttpStatus.UNAUTHORIZED, HttpStatus.NOT_FOUND);
                if (permission.least() != Role.MEMBER) {
                    add(operation, HttpStatus.FORBIDDEN);
                }
                if (!route.namesOrganization()) {
                    operation.addParametersItem(new Parameter()
                            .in("header")
                            .name(Authenticator.ORGANIZATION)
                            .schema(new StringSchema())
                            .description("The organization's id, where you belong to several"));
                    add(operation, HttpStatus.BAD_REQUEST);
                }
                operation.setDescription("Takes the role %s or more".formatted(permission.least()));
            }
        }
    }

    private static void secured(Operation operation, String scheme, HttpStatus... errors) {
        operation.addSecurityItem(new SecurityRequirement().addList(scheme));
        List.of(errors).forEach(error -> add(operation, error));
        add(operation, HttpStatus.TOO_MANY_REQUESTS);
    }

    private static void add(Operation operation, HttpStatus error) {
        operation
                .getResponses()
                .putIfAbsent(Integer.toString(error.value()), new ApiResponse().description(error.getReasonPhrase()));
    }
}
