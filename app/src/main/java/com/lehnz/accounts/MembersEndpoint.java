package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.accounts.Organization.Membership;
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
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Who belongs to an organization, and as what. */
@RestController
@Tag(name = "Members")
class MembersEndpoint {
    private static final String LAST_OWNER = "The organization would have no OWNER";

    private final Members members;

    MembersEndpoint(Members members) {
        this.members = members;
    }

    @GetMapping("/orgs/{org}/members")
    @Operation(summary = "Everybody who belongs to the organization")
    Mono<Success<List<Membership>>> list(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return members.list(member.org()).map(all -> Success.of("%d members".formatted(all.size()), all));
    }

    record RoleChange(
            @JsonProperty("role") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Role role) {}

    @PatchMapping(path = "/orgs/{org}/members/{person}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a member's role; to or from OWNER takes an OWNER")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = LAST_OWNER)
    @RequestBody(content = @Content(schema = @Schema(implementation = RoleChange.class)))
    Mono<Success<Nothing>> changeRole(
            @PathVariable String org,
            @PathVariable String person,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        Role role = Form.read(body, Set.of("role"), it -> it.role("role"));
        return members.changeRole(member, person, role).thenReturn(Nothing.more("The member's role is " + role));
    }

    @DeleteMapping("/orgs/{org}/members/{person}")
    @Operation(summary = "Remove a member; an OWNER is removed by an OWNER")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = LAST_OWNER)
    Mono<Success<Nothing>> remove(
            @PathVariable String org,
            @PathVariable String person,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return members.remove(member, person).thenReturn(Nothing.more("The member is removed"));
    }

    @DeleteMapping("/orgs/{org}/members/me")
    @Operation(summary = "Leave the organization")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = LAST_OWNER)
    Mono<Success<Nothing>> leave(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return members.remove(member, member.login().personId())
                .thenReturn(Nothing.more("You have left the organization"));
    }
}
