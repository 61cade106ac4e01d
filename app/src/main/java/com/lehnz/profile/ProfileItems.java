package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.catalog.Items;
import com.lehnz.engine.EngineUnavailableException;
import com.lehnz.engine.OrgId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Items as profiles need them. Each organization has an index of items of its own, but the events of all are in one queue:
 * one whose index cannot be read, because it was closed or its shard is lost, must not hold up all others. Its events are
 * learned without their items then, as if these came later.
 */
@Component
class ProfileItems {
    private static final Logger log = LoggerFactory.getLogger(ProfileItems.class);

    private final Items items;
    private final WaitingUsers waiting;
    private final Duration patience;

    /** Organizations whose items could not be read the last time. */
    private final Set<OrgId> unreadable = ConcurrentHashMap.newKeySet();

    ProfileItems(Items items, WaitingUsers waiting, ProfileProperties properties) {
        this.items = items;
        this.waiting = waiting;
        this.patience = properties.itemsPatience();
    }

    /** Fails where the items cannot be read. */
    Mono<Map<String, ItemFacts>> facts(OrgId org, Collection<String> itemIds, String model) {
        return items.facts(org, itemIds, model).doOnNext(facts -> unreadable.remove(org));
    }

    /** Nothing where the items cannot be read for longer than patience lasts; without any once that is known. */
    Mono<Map<String, ItemFacts>> factsIfAny(OrgId org, Collection<String> itemIds, String model) {
        Mono<Map<String, ItemFacts>> facts = facts(org, itemIds, model);
        return (unreadable.contains(org)
                        ? facts
                        : facts.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                                        .maxBackoff(Duration.ofSeconds(5))
                                        .filter(EngineUnavailableException.class::isInstance))
                                .timeout(patience, Mono.error(() -> new EngineUnavailableException("no items"))))
                .onErrorResume(EngineUnavailableException.class, error -> {
                    log.warn("items of {} cannot be read: its events are learned without them", org);
                    unreadable.add(org);
                    return Mono.just(Map.of());
                });
    }

    /** Profiles are written that may be without items that are there. */
    void written(OrgId org) {
        if (unreadable.contains(org)) {
            waiting.add(org);
        }
    }
}
