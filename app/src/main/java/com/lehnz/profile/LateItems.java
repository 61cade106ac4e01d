package com.lehnz.profile;

import com.lehnz.catalog.NewItems;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import java.util.Collection;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Events may come before their item: its vector, category and price count in profiles as soon as it arrives. */
@Component
class LateItems implements NewItems {
    /** Users whose profiles are derived anew at once; others take the item in with their next event. */
    private static final int MOST_USERS = 1_000;

    private final Documents documents;
    private final ProfileLearner profiles;

    LateItems(Documents documents, ProfileLearner profiles) {
        this.documents = documents;
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
}
