package com.lehnz.evaluation.log;

import java.util.List;
import java.util.Map;

/**
 * All that a log says.
 *
 * @param interactions oldest first
 * @param attributes of items, by id; items that nothing is known of are left out
 */
public record Log(List<Interaction> interactions, Map<String, Map<String, Object>> attributes) {}
