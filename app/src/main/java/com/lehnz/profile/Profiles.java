package com.lehnz.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.lehnz.catalog.Status;
import com.lehnz.engine.Documents;
import com.lehnz.engine.Index;
import com.lehnz.engine.OrgId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Users' tastes, as recommendations ask for them. */
@Component
public class Profiles {
    /** The long list of interactions stays behind. */
    private static final List<String> FIELDS = List.of("status", "merged_into", "profile.taste");

    private final Documents documents;

    Profiles(Documents documents) {
        this.documents = documents;
    }

    private record Known(
            @JsonProperty("status") Status status,
            @JsonProperty("merged_into") @Nullable String mergedInto,
            @JsonProperty("profile") @Nullable KnownProfile profile) {}

    private record KnownProfile(@JsonProperty("taste") Taste taste) {}

    /**
     * What is known of a user under any of their ids; empty for somebody who was never seen, or erased.
     *
     * @param model that reads the vectors in it
     */
    public Mono<Taste> taste(OrgId org, String userId, String model) {
        return taste(org, userId, 0).map(taste -> taste.readBy(model));
    }

    private Mono<Taste> taste(OrgId org, String userId, int hops) {
        return documents
                .get(org, Index.USERS, userId, Known.class, FIELDS)
                .map(document -> document.source())
                .flatMap(known -> {
                    if (known.mergedInto() != null && hops < Users.MOST_IDS) {
                        return taste(org, known.mergedInto(), hops + 1);
                    }
                    return known.profile() == null || known.status() == Status.DELETED
                            ? Mono.empty()
                            : Mono.just(known.profile().taste());
                });
    }
}
