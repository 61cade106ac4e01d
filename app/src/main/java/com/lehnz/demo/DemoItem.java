package com.lehnz.demo;

import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** An item as the upsert endpoint takes it. */
@JsonNaming(SnakeCaseStrategy.class)
public record DemoItem(String itemId, String itemType, String status, Map<String, Object> attributes) {}
