package com.lehnz.evaluation.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something with an item.
 *
 * @param user as the log says, or one made up for the session where the log does not
 * @param known whether the log says who it was
 * @param session basket or visit; null where the log has none
 */
public record Interaction(
        String user, boolean known, String item, @Nullable String session, Instant time) {}
