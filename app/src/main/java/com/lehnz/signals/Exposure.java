package com.lehnz.signals;

import java.time.Instant;

/** An item was shown to somebody. */
public record Exposure(String itemId, Instant at) {}
