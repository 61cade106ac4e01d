package com.lehnz.indextemplates;

import org.jspecify.annotations.Nullable;

/**
 * How new indices are laid out; existing ones keep what they were created with. Where nothing is said, it stays as the
 * cluster has it: one shard and no replicas at first.
 *
 * @param shards primary shards per index; one serves about a million items well
 * @param replicas copies per shard; 0 suits a single node only
 */
public record IndexSettings(
        @Nullable Integer shards, @Nullable Integer replicas) {
    public IndexSettings {
        if (shards != null && shards < 1 || replicas != null && replicas < 0) {
            throw new IllegalArgumentException("an index needs at least one shard and no fewer than zero replicas");
        }
    }
}
