package com.lehnz.profile;

import com.lehnz.catalog.NewItems;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Generation;
import com.lehnz.engine.Index;
import com.lehnz.engine.ItemsGenerations;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scan;
import com.lehnz.engine.Scans;
import com.lehnz.pipeline.DailyTask;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Events may come before their item: its vector, category and price count in profiles as soon as it arrives. Where very many
 * users wait, as when a shop loads its history before its catalog, they would hold up the catalog, and most of them
 * once per batch of items: they are looked at together when no more items come.
 */
@Component
class LateItems implements NewItems, DailyTask, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LateItems.class);

    /** Users whose profiles are derived anew while the queue of items waits. */
    private static final int MOST_USERS = 1_000;

    private static final int USERS_AT_ONCE = 250;

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Scan WAITING =
            new Scan(new Condition.Exists("waiting_for"), List.of("user_id"), List.of(), null);

    private final ItemsGenerations generations;
    private final Documents documents;
    private final Scans scans;
    private final ProfileLearner profiles;
    private final WaitingUsers waiting;

    private Disposable running = Disposables.disposed();

    LateItems(
            ItemsGenerations generations,
            Documents documents,
            Scans scans,
            ProfileLearner profiles,
            WaitingUsers waiting) {
        this.generations = generations;
        this.documents = documents;
        this.scans = scans;
        this.profiles = profiles;
        this.waiting = waiting;
    }

    @Override
    public Mono<Void> arrived(OrgId org, Collection<String> itemIds) {
        if (itemIds.isEmpty()) {
            return Mono.empty();
        }
        return documents
                .keysWhere(org, Index.USERS, "user_id", "waiting_for", itemIds, MOST_USERS)
                .flatMap(userIds -> {
                    if (userIds.size() < MOST_USERS) {
                        return profiles.renew(org, userIds);
                    }
                    waiting.add(org);
                    return Mono.empty();
                });
    }

    @Override
    public Mono<Void> arrived(OrgId org) {
        return scans.refresh(org, Index.USERS)
                .thenMany(scans.rows(org, Index.USERS, WAITING))
                .concatMapIterable(page -> page)
                .mapNotNull(row -> row.text("user_id"))
                .buffer(USERS_AT_ONCE)
                .concatMap(userIds -> profiles.renew(org, userIds), 1)
                .then();
    }

    /** Who waits is known to the node that has seen them wait: this is for those whose node went before they were looked at. */
    @Override
    public Mono<Void> run() {
        return generations
                .allLive()
                .map(Generation::org)
                .concatMap(org -> orLater(org, arrived(org)), 1)
                .then();
    }

    @Override
    public void start() {
        running = Flux.interval(QUIET)
                .onBackpressureDrop()
                .concatMapIterable(tick -> waiting.due(QUIET, LONGEST))
                .concatMap(
                        org -> orLater(org.getKey(), arrived(org.getKey()).doOnSuccess(done -> waiting.remove(org))), 1)
                .subscribe();
    }

    /** What goes wrong for one organization is tried again, and keeps no other one waiting. */
    private static Mono<Void> orLater(OrgId org, Mono<Void> renewal) {
        return renewal.onErrorResume(error -> {
            log.warn("users of {} still wait for items: {}", org, error.getMessage());
            return Mono.empty();
        });
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
