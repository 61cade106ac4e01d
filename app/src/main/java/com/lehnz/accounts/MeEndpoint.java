package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.web.ApiException;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What somebody who is logged in has. */
@RestController
@Tag(name = "Login")
class MeEndpoint {
    private final People people;
    private final Organizations organizations;
    private final Logins logins;

    MeEndpoint(People people, Organizations organizations, Logins logins) {
        this.people = people;
        this.organizations = organizations;
        this.logins = logins;
    }

    record Me(
            @JsonProperty("person_id") String personId,
            @JsonProperty("email") String email,
            @JsonProperty("organizations") List<Mine> organizations) {}

    /** An organization and the person's role in it. */
    record Mine(
            @JsonProperty("org_id") String orgId,
            @JsonProperty("name") String name,
            @JsonProperty("slug") String slug,
            @JsonProperty("role") Role role) {

        static Mine of(Organization organization, String personId) {
            return new Mine(
                    organization.id(),
                    organization.name(),
                    organization.slug(),
                    Objects.requireNonNull(organization.member(personId)).role());
        }
    }

    @GetMapping("/me")
    @Operation(summary = "Who I am and where I am a member")
    Mono<Success<Me>> me(@Parameter(hidden = true) @AuthenticationPrincipal Login login) {
        return people.find(login.personId())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("account")))
                .flatMap(person -> organizations
                        .of(person)
                        .map(all -> all.stream()
                                .map(organization -> Mine.of(organization, person.id()))
                                .toList())
                        .map(mine -> Success.of(person.email(), new Me(person.id(), person.email(), mine))));
    }

    record PasswordChange(
            @JsonProperty("current_password") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String currentPassword,

            @JsonProperty("new_password")
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "10 to 128 characters")
            String newPassword) {}

    @PostMapping(path = "/me/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change my password; all sessions end")
    @RequestBody(content = @Content(schema = @Schema(implementation = PasswordChange.class)))
    Mono<Success<Nothing>> changePassword(
            @Parameter(hidden = true) @AuthenticationPrincipal Login login,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        PasswordChange form = Form.read(
                body,
                Set.of("current_password", "new_password"),
                it -> new PasswordChange(it.password("current_password"), it.newPassword("new_password")));
        return logins.changePassword(login, form.currentPassword(), form.newPassword())
                .thenReturn(Nothing.more("The password is changed: log in again"));
    }
}
