package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Rejections;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Profiles from the stream: what users did, and who turned out to be whom. */
@Component
@EnableConfigurationProperties(ProfileProperties.class)
public class ProfileLearner {
    /** Profiles in memory: while one portion is written, the other is worked out. */
    private static final int PROFILES_AT_ONCE = 250;

    private static final int PORTIONS_AT_ONCE = 2;

    private final Users users;
    private final ProfileItems items;
    private final ProfileRule profileRule;
    private final TasteRule tasteRule;
    private final Clock clock;

    ProfileLearner(Users users, ProfileItems items, TextEmbedder embedder, ProfileProperties properties, Clock clock) {
        this.users = users;
        this.items = items;
        this.profileRule = new ProfileRule(properties);
        this.tasteRule = new TasteRule(properties, embedder.modelId());
        this.clock = clock;
    }

    /**
     * Takes in what users did. Records that a profile already holds change nothing.
     *
     * @param byUser by the id they were sent under; also users who did nothing with an item: they have been seen
     * @return of users who were erased, by the id that was sent, the moment before which their events must leave no trace
     */
    public Mono<Map<String, Instant>> learn(OrgId org, Map<String, List<Received<Interaction>>> byUser) {
        Map<String, Instant> erased = new ConcurrentHashMap<>();
        return Flux.fromIterable(byUser.keySet())
                .buffer(PROFILES_AT_ONCE)
                .flatMap(ids -> learn(org, ids, byUser, erased), PORTIONS_AT_ONCE)
                .then(Mono.just(erased));
    }

    private Mono<Void> learn(
            OrgId org,
            Collection<String> ids,
            Map<String, List<Received<Interaction>>> byUser,
            Map<String, Instant> erased) {
        return users.modify(org, ids, found -> {
                    List<Draft> drafts = new ArrayList<>();
                    for (Users.User user : found) {
                        Instant before = user.erasedBefore();
                        if (before != null) {
                            user.askedAs().forEach(id -> erased.put(id, before));
                        }
                        if (!user.isErased()) {
                            Draft draft = draft(org, user, byUser);
                            if (draft.changesAnything()) {
                                drafts.add(draft);
                            }
                        }
                    }
                    return items.factsIfAny(org, itemIds(drafts), tasteRule.model())
                            .map(facts -> drafts.stream()
                                    .map(draft -> write(org, draft, facts))
                                    .toList());
                })
                .doOnNext(Rejections::requireNone)
                .doOnNext(done -> items.written(org))
                .then();
    }

    /** Derives profiles anew from what they hold, where an item has come that they waited for. */
    Mono<Void> renew(OrgId org, Collection<String> userIds) {
        return users.modify(org, userIds, found -> {
                    List<Draft> drafts = found.stream()
                            .filter(user -> user.stored() != null && !user.isErased())
                            .map(user -> draft(org, user, Map.of()))
                            .toList();
                    return items.facts(org, itemIds(drafts), tasteRule.model())
                            .map(facts -> drafts.stream()
                                    .filter(draft -> draft.waitsForOneOf(facts.keySet()))
                                    .map(draft -> write(org, draft, facts))
                                    .toList());
                })
                .doOnNext(Rejections::requireNone)
                .then();
    }

    /** A profile on its way: what it will hold, before the items in it have been looked up. */
    private record Draft(Users.User user, UserDocument document, Profile before, Profile evidence) {
        private boolean changesAnything() {
            return user.stored() == null || evidence != before;
        }

        private boolean waitsForOneOf(Set<String> itemIds) {
            return before.waitingFor().stream().anyMatch(itemIds::contains);
        }
    }

    private Draft draft(OrgId org, Users.User user, Map<String, List<Received<Interaction>>> byUser) {
        UserDocument document = user.document(org, clock.instant());
        Profile before = document.knownProfile();
        List<Interaction> added = new ArrayList<>();
        Map<String, Position> last = new HashMap<>();
        for (String sentUnder : user.askedAs()) {
            for (Received<Interaction> record : byUser.getOrDefault(sentUnder, List.of())) {
                if (document.isNews(sentUnder, record)) {
                    added.add(record.body());
                    last.put(sentUnder, record.position());
                }
            }
        }
        Profile evidence = added.isEmpty() ? before : profileRule.add(before, added, new LastRecords(last));
        return new Draft(user, document, before, evidence);
    }

    private static Set<String> itemIds(List<Draft> drafts) {
        Set<String> itemIds = new HashSet<>();
        drafts.forEach(draft -> itemIds.addAll(draft.evidence().itemIds()));
        return itemIds;
    }

    private Write write(OrgId org, Draft draft, Map<String, ItemFacts> facts) {
        Profile next = draft.evidence() == Profile.EMPTY ? null : tasteRule.renew(draft.evidence(), facts);
        return draft.document()
                .withProfile(next, clock.instant())
                .write(org, draft.user().stored());
    }
}
