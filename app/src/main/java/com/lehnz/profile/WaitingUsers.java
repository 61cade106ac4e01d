package com.lehnz.profile;

import com.lehnz.engine.OrgId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Organizations whose users may wait for items that are there. */
@Component
class WaitingUsers {
    private final Clock clock;
    private final Map<OrgId, Since> since = new ConcurrentHashMap<>();

    WaitingUsers(Clock clock) {
        this.clock = clock;
    }

    /** @param latest when something was added to it at last */
    record Since(Instant first, Instant latest) {}

    void add(OrgId org) {
        Instant now = clock.instant();
        since.merge(org, new Since(now, now), (before, added) -> new Since(before.first(), added.latest()));
    }

    /** Those to which nothing has been added for some time, and those that have waited for long whatever is added. */
    List<Map.Entry<OrgId, Since>> due(Duration quiet, Duration longest) {
        Instant now = clock.instant();
        return since.entrySet().stream()
                .filter(org -> org.getValue().latest().isBefore(now.minus(quiet))
                        || org.getValue().first().isBefore(now.minus(longest)))
                .toList();
    }

    /** They wait no more, unless something has been added since. */
    void remove(Map.Entry<OrgId, Since> org) {
        since.remove(org.getKey(), org.getValue());
    }
}
