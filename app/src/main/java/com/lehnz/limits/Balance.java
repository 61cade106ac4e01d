package com.lehnz.limits;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What is left of an allowance after a request.
 *
 * @param allowed whether the request was within it
 * @param resetIn until counting starts anew
 */
record Balance(boolean allowed, long remaining, Duration resetIn) {

    static Balance of(ConsumptionProbe probe) {
        return new Balance(
                probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset()));
    }
}
