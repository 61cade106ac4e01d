package com.lehnz.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.engine.Directory;
import com.lehnz.engine.EngineSchema;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.indextemplates.ItemsGeneration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The organizations of this deployment. */
@Component
public class Organizations {
    private static final String KIND = "organization";

    private final Directory directory;
    private final EngineSchema schema;
    private final ItemsGenerations generations;
    private final ItemsGeneration generation;

    Organizations(Directory directory, EngineSchema schema, ItemsGenerations generations, ItemsGeneration generation) {
        this.directory = directory;
        this.schema = schema;
        this.generations = generations;
        this.generation = generation;
    }

    /** Creates an organization and its empty catalog. */
    public Mono<OrgId> create(String name) {
        OrgId org = OrgId.random();
        return schema.ready()
                .then(generations.createFirst(org, generation))
                .then(directory.add(KIND, org.value(), new Organization(KIND, org.value(), name, Instant.now())))
                .thenReturn(org);
    }

    record Organization(
            @JsonProperty("kind") String kind,
            @JsonProperty("org_id") String orgId,
            @JsonProperty("name") String name,
            @JsonProperty("created_at") Instant createdAt) {}
}
