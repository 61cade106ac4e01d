package com.lehnz.accounts;

import com.lehnz.accounts.Organization.Membership;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.OrgId;
import com.lehnz.web.ApiException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who belongs to an organization. */
@Component
class Members {
    private final Organizations organizations;
    private final People people;
    private final AuditLog audit;

    Members(Organizations organizations, People people, AuditLog audit) {
        this.organizations = organizations;
        this.people = people;
        this.audit = audit;
    }

    Mono<List<Membership>> list(OrgId org) {
        return organizations
                .find(org)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")))
                .map(Organization::members);
    }

    Mono<Void> changeRole(Member member, String personId, Role role) {
        return organizations
                .change(member.org(), organization -> {
                    Member now = member.asOf(organization);
                    now.requireMayChange(role);
                    now.requireMayChange(role(organization, personId));
                    return organization.withRole(personId, role);
                })
                .flatMap(change -> audit.record(
                        member.org(),
                        member.actor(),
                        "member.role_changed",
                        personId,
                        Map.of("role", role(change.before(), personId)),
                        Map.of("role", role)));
    }

    Mono<Void> remove(Member member, String personId) {
        return organizations
                .change(member.org(), organization -> {
                    if (!personId.equals(member.login().personId())) {
                        member.asOf(organization).requireMayChange(role(organization, personId));
                    }
                    return organization.without(personId);
                })
                .flatMap(change -> audit.record(
                        member.org(),
                        member.actor(),
                        "member.removed",
                        personId,
                        Map.of("role", role(change.before(), personId)),
                        null))
                .then(forgotten(personId, member.org()));
    }

    /** The organization says who is a member: this only tidies up, unless they have joined again meanwhile. */
    private Mono<Void> forgotten(String personId, OrgId org) {
        return organizations
                .roleOf(personId, org)
                .hasElement()
                .filter(member -> !member)
                .flatMap(out -> people.forgets(personId, org))
                .onErrorComplete();
    }

    private static Role role(Organization organization, String personId) {
        Membership membership = organization.member(personId);
        if (membership == null) {
            throw ApiException.notFound("member");
        }
        return membership.role();
    }
}
