package com.lehnz.signals;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a batch of events says of one item, in their order. One record: Kafka takes all of it or nothing, and an item that
 * knew a later signal would ignore one that came after it.
 */
public record SignalBatch(@JsonProperty("signals") List<ItemSignal> signals) {}
