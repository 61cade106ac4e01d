package com.lehnz.pipeline;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param role what this node does: answer requests, work through the queues, or both */
@Validated
@ConfigurationProperties("lehnz")
public record NodeProperties(@NotNull @DefaultValue("all") Role role) {
    public enum Role {
        API,
        WORKER,
        ALL
    }
}
