package com.lehnz.profile;

import com.lehnz.catalog.NewItems;
import com.lehnz.engine.Condition;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Scan;
import com.lehnz.engine.Scans;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Events may come before their item: its vector, category and price count in profiles as soon as it arrives. */
@Component
class LateItems implements NewItems {
    /** Users whose profiles are derived anew at once; others take the item in with their next event. */
    private static final int MOST_USERS = 1_000;

    private static final int USERS_AT_ONCE = 250;

    private static final Scan WAITING =
            new Scan(new Condition.Exists("waiting_for"), List.of("user_id"), List.of(), null);

    private final Documents documents;
    private final Scans scans;
    private final ProfileLearner profiles;

    LateItems(Documents documents, Scans scans, ProfileLearner profiles) {
        this.documents = documents;
        this.scans = scans;
        this.profiles = profiles;
    }

    @Override
    public Mono<Void> arrived(OrgId org, Collection<String> itemIds) {
        if (itemIds.isEmpty()) {
            return Mono.empty();
        }
        return documents
                .keysWhere(org, Index.USERS, "user_id", "waiting_for", itemIds, MOST_USERS)
                .flatMap(userIds -> profiles.renew(org, userIds));
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
}
