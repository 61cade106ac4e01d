package com.lehnz.weights;

import com.lehnz.engine.Sha256;
import java.nio.ByteBuffer;

/** 64 bits in the place of a user's id: two of a million users share one with a chance of 1 in 37 million. */
final class UserHash {
    private UserHash() {}

    static long of(String userId) {
        return ByteBuffer.wrap(Sha256.bytes(userId)).getLong();
    }
}
