package com.lehnz.profile;

import com.lehnz.catalog.ItemFacts;
import com.lehnz.catalog.Items;
import com.lehnz.embeddings.TextEmbedder;
import com.lehnz.engine.Document;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import com.lehnz.engine.Write;
import com.lehnz.pipeline.Position;
import com.lehnz.pipeline.Received;
import com.lehnz.pipeline.Rejections;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Users' profiles: learned from the stream, read for recommendations. */
@Component
@EnableConfigurationProperties(ProfileProperties.class)
public class Profiles {
    /** What a recommendation reads; the long list of interactions stays behind. */
    private static final List<String> TASTE =
            List.of("status", "profile.interest_vector", "profile.model", "profile.purchased", "profile.categories");

    private final Documents documents;
    private final Items items;
    private final ProfileRule rule;
    private final Clock clock;

    Profiles(Documents documents, Items items, TextEmbedder embedder, ProfileProperties properties, Clock clock) {
        this.documents = documents;
        this.items = items;
        this.rule = new ProfileRule(properties, embedder.modelId());
        this.clock = clock;
    }

    /** What is known of a user's taste; empty for somebody who was never seen, or erased. */
    public Mono<Taste> taste(OrgId org, String userId) {
        return documents
                .get(org, Index.USERS, userId, Taste.Source.class, TASTE)
                .mapNotNull(document -> Taste.of(document.source(), rule.model()));
    }

    /** Takes in what users did. Records that a profile already holds change nothing. */
    public Mono<Void> learn(OrgId org, Map<String, List<Received<Interaction>>> byUser) {
        return documents
                .modify(
                        org,
                        Index.USERS,
                        byUser.keySet(),
                        UserDocument.class,
                        (keys, current) -> decide(org, keys, byUser, current))
                .doOnNext(results -> Rejections.requireNone(results))
                .then();
    }

    /** A profile on its way: the interactions it will have, before their items have been looked up. */
    private record Draft(
            @Nullable Document<UserDocument> stored,
            UserDocument user,
            List<Interaction> added,
            List<Interaction> recent,
            @Nullable Position position) {}

    private Mono<List<Write>> decide(
            OrgId org,
            List<String> userIds,
            Map<String, List<Received<Interaction>>> byUser,
            Map<String, Document<UserDocument>> current) {
        List<Draft> drafts = userIds.stream()
                .flatMap(userId -> Stream.ofNullable(
                        draft(org, userId, byUser.getOrDefault(userId, List.of()), current.get(userId))))
                .toList();
        Set<String> itemIds = new HashSet<>();
        drafts.forEach(draft -> draft.recent().forEach(interaction -> itemIds.add(interaction.itemId())));
        return items.facts(org, itemIds)
                .map(facts ->
                        drafts.stream().map(draft -> write(org, draft, facts)).toList());
    }

    /** Null where there is nothing to learn: an erased user, or records that came before. */
    private @Nullable Draft draft(
            OrgId org, String userId, List<Received<Interaction>> received, @Nullable Document<UserDocument> stored) {
        UserDocument user = stored == null ? UserDocument.firstSeen(org, userId, clock.instant()) : stored.source();
        if (user.isErased()) {
            return null;
        }
        Profile profile = Objects.requireNonNullElse(user.profile(), Profile.EMPTY);
        List<Received<Interaction>> unseen = received.stream()
                .filter(record -> record.position().isAfter(profile.position()))
                .toList();
        if (unseen.isEmpty() && stored != null) {
            return null;
        }
        List<Interaction> added = unseen.stream().map(Received::body).toList();
        Position position =
                unseen.isEmpty() ? profile.position() : unseen.getLast().position();
        return new Draft(stored, user, added, rule.recent(profile, added), position);
    }

    private Write write(OrgId org, Draft draft, Map<String, ItemFacts> facts) {
        UserDocument user = draft.user();
        Profile current = Objects.requireNonNullElse(user.profile(), Profile.EMPTY);
        Profile next = rule.derive(current, draft.recent(), draft.added(), facts, draft.position());
        Instant seenAt = draft.recent().isEmpty()
                ? user.lastSeenAt()
                : draft.recent().getFirst().at();
        return user.withProfile(next, seenAt, clock.instant()).write(org, draft.stored());
    }
}
