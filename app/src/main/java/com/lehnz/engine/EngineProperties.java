package com.lehnz.engine;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How to reach OpenSearch.
 *
 * @param uri address of a node or of what balances over several
 * @param username user of the security plugin, absent where it is off
 * @param password its password
 * @param timeout how long one call may take before the caller is told that OpenSearch is unavailable
 * @param connections open connections at most
 * @param shards primary shards of indices to come
 * @param replicas copies of each shard of indices to come
 */
@Validated
@ConfigurationProperties("lehnz.opensearch")
public record EngineProperties(
        @NotNull @DefaultValue("http://localhost:9200") URI uri,
        @Nullable String username,
        @Nullable String password,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("10s")
        Duration timeout,

        @Min(1) @DefaultValue("64") int connections,
        @Min(1) @DefaultValue("1") int shards,
        @Min(0) @DefaultValue("0") int replicas) {}
