package com.lehnz.pipeline;

import java.time.Instant;

/**
 * A record that came out of a topic.
 *
 * @param acceptedAt when we accepted it, by our clock
 */
public record Received<T>(T body, Position position, Instant acceptedAt) {}
