package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.audit.Actor;
import com.lehnz.limits.ClientAddress;
import com.lehnz.web.ApiException;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Registering, logging in, staying logged in. */
@RestController
@Tag(name = "Login")
class AuthEndpoint {
    private final Logins logins;
    private final Invitations invitations;
    private final People people;
    private final ClientAddress address;

    AuthEndpoint(Logins logins, Invitations invitations, People people, ClientAddress address) {
        this.logins = logins;
        this.invitations = invitations;
        this.people = people;
        this.address = address;
    }

    record Registration(
            @JsonProperty("email") @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "ada@example.com")
            String email,

            @JsonProperty("password")
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "10 to 128 characters")
            String password,

            @JsonProperty("organization_name")
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Ada's books")
            String organizationName) {}

    @PostMapping(path = "/auth/register", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create an account and an organization that it owns")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "The e-mail address or the organization's name is taken")
    @RequestBody(content = @Content(schema = @Schema(implementation = Registration.class)))
    Mono<Success<Tokens>> register(
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @Parameter(hidden = true) ServerHttpRequest request) {
        Registration form = Form.read(
                body,
                Set.of("email", "password", "organization_name"),
                it -> new Registration(it.email("email"), it.newPassword("password"), it.name("organization_name")));
        Actor actor = new Actor(Person.normal(form.email()), address.of(request));
        return logins.register(form.email(), form.password(), form.organizationName(), actor)
                .then(Mono.defer(() -> people.find(Person.id(form.email()))))
                .flatMap(logins::begin)
                .map(tokens -> Success.of("Registered", tokens));
    }

    record Credentials(
            @JsonProperty("email") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String email,

            @JsonProperty("password") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String password) {}

    @PostMapping(path = "/auth/login", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Log in")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "401", description = "The e-mail address or the password is wrong")
    @RequestBody(content = @Content(schema = @Schema(implementation = Credentials.class)))
    Mono<Success<Tokens>> login(
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @Parameter(hidden = true) ServerHttpRequest request) {
        Credentials form = Form.read(
                body, Set.of("email", "password"), it -> new Credentials(it.email("email"), it.password("password")));
        return logins.login(form.email(), form.password(), address.of(request))
                .map(tokens -> Success.of("Logged in", tokens));
    }

    record Acceptance(
            @JsonProperty("token") @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "As it was sent")
            String token,

            @JsonProperty("password")
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "A new one, or that of the account that has the invited e-mail address already")
            String password) {}

    @PostMapping(path = "/auth/accept-invitation", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Become a member of an organization")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "401", description = "The account has another password")
    @ApiResponse(responseCode = "404", description = "The invitation is unknown, used or too old")
    @ApiResponse(responseCode = "409", description = "The organization is full, or the person belongs to too many")
    @RequestBody(content = @Content(schema = @Schema(implementation = Acceptance.class)))
    Mono<Success<Tokens>> accept(
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @Parameter(hidden = true) ServerHttpRequest request) {
        Acceptance form = Form.read(
                body,
                Set.of("token", "password"),
                it -> new Acceptance(it.text("token", 200), it.newPassword("password")));
        Token token = Token.parse(form.token());
        return token == null
                ? Mono.error(ApiException.notFound("invitation"))
                : invitations
                        .accept(token, form.password(), address.of(request))
                        .flatMap(logins::begin)
                        .map(tokens -> Success.of("Joined", tokens));
    }

    record Refresh(
            @JsonProperty("refresh_token") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String refreshToken) {}

    @PostMapping(path = "/auth/refresh", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The next pair of tokens",
            description = "A refresh token is good for one use; a second one ends the session")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "401", description = "The token is unknown, was used, or is too old")
    @RequestBody(content = @Content(schema = @Schema(implementation = Refresh.class)))
    Mono<Success<Tokens>> refresh(@org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        Refresh form = Form.read(body, Set.of("refresh_token"), it -> new Refresh(it.text("refresh_token", 200)));
        Token token = Token.parse(form.refreshToken());
        return token == null
                ? Mono.error(RefreshTokens.ended())
                : logins.refresh(token).map(tokens -> Success.of("Refreshed", tokens));
    }

    @PostMapping("/auth/logout")
    @Operation(summary = "End the session; its access token fades out within minutes")
    Mono<Success<Nothing>> logout(@Parameter(hidden = true) @AuthenticationPrincipal Login login) {
        return logins.logout(login).thenReturn(Nothing.more("Logged out"));
    }
}
