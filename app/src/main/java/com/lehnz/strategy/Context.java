package com.lehnz.strategy;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.profile.Taste;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy plans with.
 *
 * @param seed the same for one user and one day, so that pages agree
 * @param depth candidates that can be paged to
 * @param taste what is known of the user; {@link Taste#UNKNOWN} for nobody
 * @param contextItemId the item that the request names
 * @param contextItem the same item, where it exists
 */
public record Context(
        Instant now,
        long seed,
        int depth,
        Taste taste,
        @Nullable String contextItemId,
        @Nullable ItemFacts contextItem) {}
