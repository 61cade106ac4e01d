package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.accounts.Organization.Membership;
import com.lehnz.audit.Actor;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.Directory;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Invitations: whoever holds the token may become a member. */
@Component
class Invitations {
    private static final String KIND = "invitation";

    private final Directory directory;
    private final Organizations organizations;
    private final People people;
    private final InvitationSender sender;
    private final AuditLog audit;
    private final AccountProperties properties;
    private final Clock clock;

    Invitations(
            Directory directory,
            Organizations organizations,
            People people,
            InvitationSender sender,
            AuditLog audit,
            AccountProperties properties,
            Clock clock) {
        this.directory = directory;
        this.organizations = organizations;
        this.people = people;
        this.sender = sender;
        this.audit = audit;
        this.properties = properties;
        this.clock = clock;
    }

    Mono<Invitation> invite(Member member, String email, Role role) {
        member.requireMayChange(role);
        Token token = Token.random();
        Instant now = clock.instant();
        Invitation invitation = new Invitation(
                KIND,
                member.org().value(),
                token.id(),
                Person.normal(email),
                role,
                token.hash(),
                member.login().email(),
                now,
                now.plus(properties.invitation()));
        return organizations
                .find(member.org())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")))
                .flatMap(organization -> {
                    if (organization.member(Person.id(email)) != null) {
                        return Mono.error(ApiException.conflict(
                                invitation.email() + " is a member already", "Field 'email' is a member's"));
                    }
                    return directory
                            .add(KIND, token.id(), invitation)
                            .then(audit.record(
                                    member.org(),
                                    member.actor(),
                                    "invitation.created",
                                    invitation.email(),
                                    null,
                                    Map.of("role", role)))
                            .then(sender.send(invitation.email(), organization.name(), token.text()))
                            .thenReturn(invitation);
                });
    }

    Mono<List<Invitation>> list(OrgId org) {
        return directory.list(org, KIND, clock.instant(), Invitation.class);
    }

    Mono<Void> withdraw(Member member, String id) {
        return directory
                .find(KIND, id, Invitation.class)
                .filter(invitation -> invitation.orgId().equals(member.org().value()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("invitation")))
                .flatMap(invitation -> directory
                        .remove(KIND, id)
                        .then(audit.record(
                                member.org(),
                                member.actor(),
                                "invitation.withdrawn",
                                invitation.email(),
                                Map.of("role", invitation.role()),
                                null)));
    }

    /**
     * Makes a member of whoever holds the token: with a new account, or with the one that has this e-mail address and
     * password.
     *
     * @return the new member; an error 404 where the token is unknown or too old, 401 where the account has another password
     */
    Mono<Person> accept(Token token, String password, String address) {
        return directory
                .find(KIND, token.id(), Invitation.class)
                .filter(invitation -> token.hasHash(invitation.tokenHash())
                        && invitation.expiresAt().isAfter(clock.instant()))
                // Before there is an account for it.
                .delayUntil(invitation -> organizations
                        .find(new OrgId(invitation.orgId()))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("invitation")))
                        .doOnNext(organization -> requireBacked(invitation, organization)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("invitation")))
                .flatMap(invitation ->
                        person(invitation, password).flatMap(person -> join(invitation, person, address)));
    }

    private Mono<Person> person(Invitation invitation, String password) {
        OrgId org = new OrgId(invitation.orgId());
        return people.attempt(invitation.email(), password).flatMap(attempt -> {
            Person person = attempt.person();
            if (person == null) {
                return people.add(invitation.email(), password, org);
            }
            return attempt.succeeded()
                    ? people.joins(person.id(), org)
                    : Mono.error(ApiException.unauthorized(
                            "There is an account with this e-mail address, and its password is another one",
                            "Login failed"));
        });
    }

    private Mono<Person> join(Invitation invitation, Person person, String address) {
        OrgId org = new OrgId(invitation.orgId());
        Membership membership = new Membership(person.id(), person.email(), invitation.role(), clock.instant());
        return directory
                .remove(KIND, invitation.id())
                // Whoever removes it uses it: the same token twice at the same time makes one member.
                .filter(mine -> mine)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("invitation")))
                .flatMap(mine -> organizations
                        .change(org, organization -> {
                            requireBacked(invitation, organization);
                            return organization.withMember(membership);
                        })
                        // It can be used again where nothing came of it.
                        .onErrorResume(error ->
                                directory.add(KIND, invitation.id(), invitation).then(Mono.error(error))))
                .then(audit.record(
                        org,
                        new Actor(person.email(), address),
                        "member.joined",
                        person.id(),
                        null,
                        Map.of("role", invitation.role())))
                .thenReturn(person);
    }

    /** Nobody brings in others, or themselves, after they have left or may invite no more. */
    private static void requireBacked(Invitation invitation, Organization organization) {
        Membership inviter = organization.member(Person.id(invitation.invitedBy()));
        if (inviter == null || !inviter.role().mayChange(invitation.role())) {
            throw ApiException.notFound("invitation");
        }
    }

    /** @param tokenHash all that is kept of the token */
    record Invitation(
            @JsonProperty("kind") String kind,
            @JsonProperty("org_id") String orgId,
            @JsonProperty("invitation_id") String id,
            @JsonProperty("email") String email,
            @JsonProperty("role") Role role,
            @JsonProperty("token_hash") String tokenHash,
            @JsonProperty("invited_by") String invitedBy,
            @JsonProperty("created_at") Instant createdAt,
            @JsonProperty("expires_at") Instant expiresAt) {}
}
