package com.lehnz.profile;

import com.lehnz.engine.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Organizations whose users may wait for items that are there, and since when nothing has been added to that. */
@Component
class WaitingUsers {
    private final Clock clock;
    private final Map<OrgId, Instant> latest = new ConcurrentHashMap<>();

    WaitingUsers(Clock clock) {
        this.clock = clock;
    }

    void add(OrgId org) {
        latest.put(org, clock.instant());
    }

    boolean has(OrgId org) {
        return latest.containsKey(org);
    }

    /** Those to which nothing has been added for some time. */
    List<Map.Entry<OrgId, Instant>> quietFor(Duration time) {
        Instant before = clock.instant().minus(time);
        return latest.entrySet().stream()
                .filter(org -> org.getValue().isBefore(before))
                .toList();
    }

    /** They wait no more, unless something has been added since. */
    void remove(Map.Entry<OrgId, Instant> org) {
        latest.remove(org.getKey(), org.getValue());
    }
}
