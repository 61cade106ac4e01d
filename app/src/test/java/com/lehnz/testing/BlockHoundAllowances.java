package com.lehnz.testing;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Calls that look blocking to BlockHound and are none. */
public final class BlockHoundAllowances implements BlockHoundIntegration {
    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Reads /dev/urandom, which never waits.
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        // The lock of OpenSearch's connection pool is held for microseconds; under load somebody may meet it taken.
        builder.allowBlockingCallsInside("org.apache.hc.core5.pool.StrictConnPool", "lease");
        builder.allowBlockingCallsInside("org.apache.hc.core5.pool.StrictConnPool", "release");
        // Jackson finds out once for each type how to read and write it; who asks for the same at that moment waits.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
    }
}
