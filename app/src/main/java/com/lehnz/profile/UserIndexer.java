package com.lehnz.profile;

import com.lehnz.catalog.UserUpsert;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.RecordHandler;
import com.lehnz.pipeline.Rejections;
import com.lehnz.pipeline.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** User upserts from the queue into the users index. */
@Component
class UserIndexer implements RecordHandler<UserUpsert> {
    private final Documents documents;

    UserIndexer(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Topic topic() {
        return Topic.USERS;
    }

    @Override
    public Class<UserUpsert> type() {
        return UserUpsert.class;
    }

    @Override
    public Mono<List<Rejected<UserUpsert>>> handle(OrgId org, List<Received<UserUpsert>> records) {
        Map<String, List<Received<UserUpsert>>> byUser = Rejections.byKey(records, UserUpsert::userId);
        return documents
                .modify(
                        org,
                        Index.USERS,
                        byUser.keySet(),
                        UserDocument.class,
                        (keys, current) -> Mono.just(writes(org, keys, byUser, current)))
                .map(results -> Rejections.of(results, byUser));
    }

    private static List<Write> writes(
            OrgId org,
            List<String> keys,
            Map<String, List<Received<UserUpsert>>> byUser,
            Map<String, Document<UserDocument>> current) {
        List<Write> writes = new ArrayList<>();
        for (String userId : keys) {
            List<Received<UserUpsert>> upserts = byUser.getOrDefault(userId, List.of());
            Document<UserDocument> stored = current.get(userId);
            UserDocument before = stored == null
                    ? UserDocument.firstSeen(org, userId, upserts.getFirst().acceptedAt())
                    : stored.source();
            UserDocument after = before;
            for (Received<UserUpsert> upsert : upserts) {
                after = after.apply(upsert);
            }
            if (after != before) {
                writes.add(after.write(org, stored));
            }
        }
        return writes;
    }
}
