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
    private final AuditLog audit;

    Members(Organizations organizations, AuditLog audit) {
        this.organizations = organizations;
        this.audit = audit;
    }

    Mono<List<Membership>> list(OrgId org) {
        return organizations
                .find(org)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")))
                .map(Organization::members);
    }

    Mono<Void> changeRole(Member member, String personId, Role role) {
        member.requireMayChange(role);
        return organizations
                .change(member.org(), organization -> {
                    member.requireMayChange(role(organization, personId));
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
                    member.requireMayChange(role(organization, personId));
                    return organization.without(personId);
                })
                .flatMap(change -> audit.record(
                        member.org(),
                        member.actor(),
                        "member.removed",
                        personId,
                        Map.of("role", role(change.before(), personId)),
                        null));
    }

    private static Role role(Organization organization, String personId) {
        Membership membership = organization.member(personId);
        if (membership == null) {
            throw ApiException.notFound("member");
        }
        return membership.role();
    }
}
