package com.lehnz.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key opens, as far as requests need to know.
 *
 * @param requests that all keys of the organization may make per window; null for the deployment's default
 * @param origins of the pages that the key works from; empty for any
 */
public record KeyHolder(Caller caller, @Nullable Long requests, List<String> origins) {}
