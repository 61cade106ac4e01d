package com.lehnz.accounts;

import com.lehnz.accounts.OrganizationEndpoint.Settings;
import com.lehnz.audit.Actor;
import com.lehnz.audit.AuditLog;
import com.lehnz.engine.OrgId;
import com.lehnz.limits.RateLimits;
import com.lehnz.web.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an organization's admins can see and change of it. */
@Component
public class OrganizationSettings {
    private final Organizations organizations;
    private final RateLimits limits;
    private final AuditLog audit;

    OrganizationSettings(Organizations organizations, RateLimits limits, AuditLog audit) {
        this.organizations = organizations;
        this.limits = limits;
        this.audit = audit;
    }

    Mono<Settings> read(OrgId org) {
        return organizations
                .find(org)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")))
                .map(this::settings);
    }

    /** @param name null to keep it, likewise the origins */
    Mono<Settings> change(Member member, @Nullable String name, @Nullable List<String> origins) {
        return organizations
                .change(
                        member.org(),
                        organization -> organization.withSettings(
                                Objects.requireNonNullElse(name, organization.name()),
                                Objects.requireNonNullElse(origins, organization.origins())))
                .flatMap(change -> audit.record(
                                member.org(),
                                member.actor(),
                                "settings.changed",
                                member.org().value(),
                                settings(change.before()),
                                settings(change.after()))
                        .thenReturn(settings(change.after())));
    }

    /**
     * How many requests per window all keys of an organization may make together.
     *
     * @param requests null for the deployment's default
     */
    public Mono<Void> limit(OrgId org, Actor actor, @Nullable Long requests) {
        return organizations
                .change(org, organization -> organization.withRequests(requests))
                .flatMap(change -> audit.record(
                        org, actor, "limit.changed", org.value(), settings(change.before()), settings(change.after())));
    }

    Mono<Void> delete(Member member) {
        return organizations
                .find(member.org())
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")))
                .flatMap(organization -> organizations
                        .delete(member.org())
                        .then(audit.record(
                                member.org(),
                                member.actor(),
                                "organization.deleted",
                                organization.id(),
                                Map.of("name", organization.name(), "slug", organization.slug()),
                                null)));
    }

    private Settings settings(Organization organization) {
        return new Settings(
                organization.name(),
                organization.slug(),
                limits.ofOrganization(organization.id(), organization.requests())
                        .requests(),
                limits.window().toSeconds(),
                organization.origins());
    }
}
