package com.lehnz.pipeline;

import com.lehnz.engine.OrgId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Is told what became of records that have an {@link Origin}, before they count as worked through. */
public interface OriginTracker {

    /**
     * Completes when it is remembered; the records' offsets are committed after that, so the same may be told again.
     *
     * @param records of one organization, those of each partition in order
     */
    Mono<Void> settled(OrgId org, List<Settled> records);

    /** @param rejected why the record was set aside; null where it was stored */
    record Settled(
            Origin origin, Position position, @Nullable String rejected) {}
}
