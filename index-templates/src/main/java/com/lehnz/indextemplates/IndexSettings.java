package com.lehnz.indextemplates;

/**
 * How new indices are laid out; existing ones keep what they were created with.
 *
 * @param shards primary shards per index; one serves about a million items well
 * @param replicas copies per shard; 0 suits a single node only
 */
public record IndexSettings(int shards, int replicas) {
    public IndexSettings {
        if (shards < 1 || replicas < 0) {
            throw new IllegalArgumentException("an index needs at least one shard and no fewer than zero replicas");
        }
    }
}
