package com.lehnz.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Documents that several nodes change: each change is stored only on top of what it was made from. */
@Component
public class States {
    private final Documents documents;
    private final BulkWriter writer;

    States(Documents documents, BulkWriter writer) {
        this.documents = documents;
        this.writer = writer;
    }

    /** A kind of state: one document per organization in an index of all. */
    public record Kind<T>(Index index, String key, Class<T> type, Function<OrgId, T> initial) {}

    /** The state as it is; the initial one where there is none. */
    public <T> Mono<T> get(OrgId org, Kind<T> kind) {
        return find(org, kind)
                .map(stored -> stored.map(Document::source)
                        .orElseGet(() -> kind.initial().apply(org)));
    }

    /**
     * Changes the state, starting over where somebody else has meanwhile.
     *
     * @param change from the state as it is to the next; null to leave it
     * @return the state as it was written; empty where it was left
     */
    public <T> Mono<T> update(OrgId org, Kind<T> kind, Function<T, @Nullable T> change) {
        return find(org, kind).flatMap(stored -> {
            T next = change.apply(
                    stored.map(Document::source).orElseGet(() -> kind.initial().apply(org)));
            return next == null ? Mono.empty() : write(org, kind, stored, next, change);
        });
    }

    private <T> Mono<Optional<Document<T>>> find(OrgId org, Kind<T> kind) {
        return documents
                .get(org, kind.index(), kind.key(), kind.type(), List.of())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private <T> Mono<T> write(
            OrgId org, Kind<T> kind, Optional<Document<T>> stored, T next, Function<T, @Nullable T> change) {
        Write write = stored.<Write>map(
                        current -> new Write.Replace(org, kind.index(), kind.key(), next, current.revision()))
                .orElseGet(() -> new Write.Create(org, kind.index(), kind.key(), next));
        return writer.write(List.of(write)).flatMap(results -> switch (results.getFirst()
                .outcome()) {
            case Outcome.Written _ -> Mono.just(next);
            case Outcome.Conflict _ -> update(org, kind, change);
            case Outcome.Missing _, Outcome.Refused _ ->
                Mono.error(new IllegalStateException("writing " + kind.key() + " failed: "
                        + results.getFirst().outcome()));
        });
    }
}
