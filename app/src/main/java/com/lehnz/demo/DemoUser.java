package com.lehnz.demo;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A registered shopper as the upsert endpoint takes it. */
@JsonNaming(SnakeCaseStrategy.class)
public record DemoUser(String userId, String status, Instant createdAt, Map<String, Object> attributes) {}
