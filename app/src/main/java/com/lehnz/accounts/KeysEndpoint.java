package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.accounts.KeyAdministration.Key;
import com.lehnz.web.Success;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
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

/** An organization's API keys. */
@RestController
@Tag(name = "API keys")
class KeysEndpoint {
    private static final int LONGEST_LABEL = 100;
    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final KeyAdministration keys;

    KeysEndpoint(KeyAdministration keys) {
        this.keys = keys;
    }

    @GetMapping("/orgs/{org}/keys")
    @Operation(summary = "Keys that work, the newest first")
    Mono<Success<List<Key>>> list(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return keys.list(member.org()).map(all -> Success.of("%d keys".formatted(all.size()), all));
    }

    record Description(
            @JsonProperty("label") @Nullable String label,

            @JsonProperty("origins")
            @Schema(
                    description =
                            "Of the pages that a publishable key works from, such as https://shop.example. Absent: the organization's")
            @Nullable
            List<String> origins) {

        static Description of(JsonNode body) {
            return Form.read(
                    body,
                    Set.of("label", "origins"),
                    it -> new Description(
                            it.has("label") ? it.line("label", LONGEST_LABEL) : null, it.origins("origins")));
        }
    }

    @PostMapping(path = "/orgs/{org}/keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A new pair of keys, shown this once")
    @RequestBody(content = @Content(schema = @Schema(implementation = Description.class)))
    Mono<Success<List<Key>>> create(
            @PathVariable String org,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        Description wanted = Description.of(body);
        return keys.createPair(member.org(), member.actor(), wanted.label(), wanted.origins())
                .map(pair -> Success.of("Keep these keys: they are not shown again", pair));
    }

    @PatchMapping(path = "/orgs/{org}/keys/{key}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a key's label or origins; what is not sent stays")
    @RequestBody(content = @Content(schema = @Schema(implementation = Description.class)))
    Mono<Success<Key>> change(
            @PathVariable String org,
            @PathVariable String key,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        Description wanted = Description.of(body);
        return keys.change(member, key, wanted.label(), wanted.origins())
                .map(changed -> Success.of("The key is changed", changed));
    }

    record Rotation(
            @JsonProperty("overlap_seconds")
            @Schema(
                    defaultValue = "86400",
                    minimum = "0",
                    maximum = "2592000",
                    description = "For how long the old key works on")
            @Nullable
            Integer overlapSeconds) {}

    @PostMapping(path = "/orgs/{org}/keys/{key}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "A new key in place of this one, shown this once")
    @RequestBody(content = @Content(schema = @Schema(implementation = Rotation.class)))
    Mono<Success<Key>> rotate(
            @PathVariable String org,
            @PathVariable String key,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        Duration overlap = Form.read(
                body, Set.of("overlap_seconds"), it -> it.seconds("overlap_seconds", LONGEST_OVERLAP, OVERLAP));
        return keys.rotate(member, key, overlap)
                .map(issued -> Success.of("Keep this key: it is not shown again", issued));
    }

    @DeleteMapping("/orgs/{org}/keys/{key}")
    @Operation(summary = "Revoke a key; every node refuses it within seconds")
    Mono<Success<Nothing>> revoke(
            @PathVariable String org,
            @PathVariable String key,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return keys.revoke(member.org(), member.actor(), key).thenReturn(Nothing.more("The key is revoked"));
    }
}
