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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Invitations that nobody has accepted yet. Their tokens only reach the invited. */
@RestController
@Tag(name = "Members")
class InvitationsEndpoint {
    private final Invitations invitations;

    InvitationsEndpoint(Invitations invitations) {
        this.invitations = invitations;
    }

    record Open(
            @JsonProperty("invitation_id") String invitationId,
            @JsonProperty("email") String email,
            @JsonProperty("role") Role role,
            @JsonProperty("invited_by") String invitedBy,
            @JsonProperty("expires_at") Instant expiresAt) {

        static Open of(Invitations.Invitation invitation) {
            return new Open(
                    invitation.id(),
                    invitation.email(),
                    invitation.role(),
                    invitation.invitedBy(),
                    invitation.expiresAt());
        }
    }

    @GetMapping("/orgs/{org}/invitations")
    @Operation(summary = "Open invitations")
    Mono<Success<List<Open>>> list(
            @PathVariable String org, @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return invitations
                .list(member.org())
                .map(all -> Success.of(
                        "%d invitations".formatted(all.size()),
                        all.stream().map(Open::of).toList()));
    }

    record Guest(
            @JsonProperty("email") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String email,

            @JsonProperty("role") @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Role role) {}

    @PostMapping(path = "/orgs/{org}/invitations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Invite somebody; inviting an OWNER takes an OWNER")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Is a member already")
    @RequestBody(content = @Content(schema = @Schema(implementation = Guest.class)))
    Mono<Success<Open>> invite(
            @PathVariable String org,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member,
            @org.springframework.web.bind.annotation.RequestBody JsonNode body) {
        Guest guest = Form.read(body, Set.of("email", "role"), it -> new Guest(it.email("email"), it.role("role")));
        return invitations
                .invite(member, guest.email(), guest.role())
                .map(invitation -> Success.of(invitation.email() + " is invited", Open.of(invitation)));
    }

    @DeleteMapping("/orgs/{org}/invitations/{invitation}")
    @Operation(summary = "Withdraw an invitation")
    Mono<Success<Nothing>> withdraw(
            @PathVariable String org,
            @PathVariable String invitation,
            @Parameter(hidden = true) @AuthenticationPrincipal Member member) {
        return invitations.withdraw(member, invitation).thenReturn(Nothing.more("The invitation is withdrawn"));
    }
}
