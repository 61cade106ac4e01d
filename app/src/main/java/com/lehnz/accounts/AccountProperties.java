package com.lehnz.accounts;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keyCache how long a node trusts what it last read of a key, and so how long a revoked one may still work
 */
@Validated
@ConfigurationProperties("lehnz.accounts")
public record AccountProperties(@NotNull @DefaultValue("3s") Duration keyCache) {}
