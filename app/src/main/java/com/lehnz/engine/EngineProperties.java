package com.lehnz.engine;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
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
 * @param caCertificate file in PEM of the authorities whose certificates are believed, absent for those that Java believes
 * @param verifyHostname whether a certificate must be for the host that is asked
 * @param timeout how long one call may take before the caller is told that OpenSearch is unavailable
 * @param connections open connections at most
 * @param shards primary shards of indices to come; absent where it stays as the cluster has it, 1 at first
 * @param replicas copies of each shard of indices to come; absent where it stays as the cluster has it, 0 at first
 */
@Validated
@ConfigurationProperties("lehnz.opensearch")
public record EngineProperties(
        @NotNull @DefaultValue("http://localhost:9200") URI uri,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path caCertificate,
        @DefaultValue("true") boolean verifyHostname,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("10s")
        Duration timeout,

        @Min(1) @DefaultValue("64") int connections,
        @Nullable @Min(1) Integer shards,
        @Nullable @Min(0) Integer replicas) {

    /** Never the password in a log. */
    @Override
    public String toString() {
        return "OpenSearch at " + uri;
    }
}
