package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.accounts.Organization.Membership;
import com.lehnz.engine.Directory;
import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.indextemplates.ItemsGeneration;
import com.lehnz.pipeline.PipelineProperties;
import com.lehnz.web.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The organizations of this deployment. */
@Component
public class Organizations {
    static final String SLUG = "slug";

    private final Directory directory;
    private final EngineSchema schema;
    private final ItemsGenerations generations;
    private final ItemsGeneration generation;
    private final PipelineProperties pipeline;
    private final Clock clock;

    Organizations(
            Directory directory,
            EngineSchema schema,
            ItemsGenerations generations,
            ItemsGeneration generation,
            PipelineProperties pipeline,
            Clock clock) {
        this.directory = directory;
        this.schema = schema;
        this.generations = generations;
        this.generation = generation;
        this.pipeline = pipeline;
        this.clock = clock;
    }

    /**
     * Creates an organization without members, without a limit that anybody would notice, and its empty catalog: for
     * measuring and testing. Several may have the same name.
     */
    public Mono<OrgId> create(String name) {
        OrgId org = OrgId.random();
        return open(new Organization(
                        Organization.KIND,
                        org.value(),
                        name,
                        org.value(),
                        Organization.MOST_REQUESTS,
                        List.of(),
                        List.of(),
                        now(),
                        null,
                        null))
                .thenReturn(org);
    }

    /**
     * Reserves the name's slug for an organization to come.
     *
     * @return the slug; an error 409 where another organization has it
     */
    Mono<String> claim(String name, OrgId org) {
        String slug = Slug.of(name).isEmpty() ? org.value() : Slug.of(name);
        return schema.ready()
                .then(directory.add(SLUG, slug, new Claim(SLUG, org.value(), now())))
                .flatMap(mine -> mine
                        ? Mono.just(slug)
                        : Mono.error(ApiException.conflict(
                                "There is an organization named '%s' already".formatted(slug),
                                "Field 'organization_name' is taken")));
    }

    Mono<Void> release(String slug) {
        return directory.remove(SLUG, slug).then();
    }

    /** Creates the organization that {@code slug} was claimed for. */
    Mono<Organization> found(OrgId org, String name, String slug, Person person) {
        Membership owner = new Membership(person.id(), person.email(), Role.OWNER, now());
        return open(new Organization(
                Organization.KIND, org.value(), name, slug, null, List.of(), List.of(owner), now(), null, null));
    }

    private Mono<Organization> open(Organization organization) {
        return schema.ready()
                .then(generations.createFirst(organization.orgId(), generation))
                .then(directory.add(Organization.KIND, organization.id(), organization))
                .thenReturn(organization);
    }

    /** Empty where there is none, or none any more. */
    public Mono<Organization> find(OrgId org) {
        return directory
                .find(Organization.KIND, org.value(), Organization.class)
                .filter(Organization::isLive);
    }

    /** Whether there is one, or was one of which something may still arrive. */
    Mono<Boolean> isKnown(OrgId org) {
        return directory
                .find(Organization.KIND, org.value(), Organization.class)
                .hasElement();
    }

    /** By its id or its short name. */
    public Mono<Organization> named(String idOrSlug) {
        Mono<Organization> byId = OrgId.isOne(idOrSlug) ? find(new OrgId(idOrSlug)) : Mono.empty();
        return byId.switchIfEmpty(
                directory.find(SLUG, idOrSlug, Claim.class).flatMap(claim -> find(new OrgId(claim.orgId()))));
    }

    /** Empty where the person is no member, or there is no such organization. */
    public Mono<Role> roleOf(String personId, OrgId org) {
        return find(org)
                .mapNotNull(organization -> organization.member(personId))
                .map(Membership::role);
    }

    /** Those that the person is a member of, in the order of joining. */
    Mono<List<Organization>> of(Person person) {
        return Flux.fromIterable(person.organizations())
                .concatMap(org -> find(new OrgId(org)))
                .filter(organization -> organization.member(person.id()) != null)
                .collectList();
    }

    /** @return before and after; an error 404 where there is no such organization */
    Mono<Directory.Change<Organization>> change(OrgId org, UnaryOperator<Organization> change) {
        return directory
                .change(Organization.KIND, org.value(), Organization.class, organization -> {
                    if (!organization.isLive()) {
                        throw ApiException.notFound("organization");
                    }
                    return change.apply(organization);
                })
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("organization")));
    }

    /**
     * How many requests per window all keys of an organization may make together.
     *
     * @param requests null for the deployment's default
     */
    public Mono<Void> limit(OrgId org, @Nullable Long requests) {
        return change(org, organization -> organization.withRequests(requests)).then();
    }

    /**
     * From now on its keys open nothing and nobody is a member; its name is free again. What it has stored is
     * {@link Removal}'s: for as long as Kafka may still hold something of it.
     */
    Mono<Void> delete(OrgId org) {
        Instant expiry = now().plus(pipeline.retention()).plus(Duration.ofDays(1));
        return change(org, organization -> organization.deleted(now(), expiry))
                .flatMap(change -> release(change.after().slug()));
    }

    private Instant now() {
        return clock.instant();
    }

    record Claim(
            @JsonProperty("kind") String kind,
            @JsonProperty("org_id") String orgId,
            @JsonProperty("created_at") Instant createdAt) {}
}
