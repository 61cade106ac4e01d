package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Organizations and their settings. */
@RestController
@Tag(name = "Organizations")
class OrganizationEndpoint {
    private final Logins logins;
    private final OrganizationSettings settings;

    OrganizationEndpoint(Logins logins, OrganizationSettings settings) {
        this.logins = logins;
        this.settings = settings;
    }

    record NewOrganization(
            @JsonProperty("name") @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "Ada's shoes")
            String name) {}

    @PostMapping(path = "/orgs", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Create another organization, as its OWNER")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "The name is taken, or the person belongs to too many organizations")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewOrganization.class)))
    Mono<Success<MeEndpoint.Mine>> create(
            @Parameter(hidden = true) @AuthenticationPrincipal Login login,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        String name = Form.read(body, Set.of("name"), it -> it.name("name"));
        return logins.open(login, name)
                .map(organization -> Success.of(
                        organization.name() + " is created", MeEndpoint.Mine.of(organization, login.personId())));
    }

    @DeleteMapping("/orgs/{org}")
    @Operation(summary = "Delete the organization: its keys stop to work, its members lose it")
    Mono<Success<Nothing>> delete(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return settings.delete(member).thenReturn(Nothing.more("The organization is deleted"));
    }

    /**
     * @param requests that all keys together may make per window; only operators change it
     * @param origins of the pages that publishable keys without a list of their own work from; empty for any
     */
    record Settings(
            @JsonProperty("name") String name,
            @JsonProperty("slug") String slug,
            @JsonProperty("requests") long requests,
            @JsonProperty("window_seconds") long windowSeconds,
            @JsonProperty("origins") List<String> origins) {}

    @GetMapping("/orgs/{org}/settings")
    @Operation(summary = "Settings")
    Mono<Success<Settings>> settings(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return settings.read(member.org()).map(read -> Success.of("Settings", read));
    }

    record SettingsChange(
            @JsonProperty("name") @Nullable String name,

            @JsonProperty("origins")
            @Schema(description = "Such as https://shop.example; an empty array allows any")
            @Nullable
            List<String> origins) {}

    @PatchMapping(path = "/orgs/{org}/settings", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change settings; what is not sent stays")
    @RequestBody(content = @Content(schema = @Schema(implementation = SettingsChange.class)))
    Mono<Success<Settings>> change(
            @PathVariable String org,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        SettingsChange change = Form.read(
                body,
                Set.of("name", "origins"),
                it -> new SettingsChange(it.has("name") ? it.name("name") : null, it.origins("origins")));
        return settings.change(member, change.name(), change.origins())
                .map(read -> Success.of("Settings are changed", read));
    }
}
